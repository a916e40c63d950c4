/** Tests of quota. */
@NullMarked
package io.sextant.api.quota;

import org.jspecify.annotations.NullMarked;
