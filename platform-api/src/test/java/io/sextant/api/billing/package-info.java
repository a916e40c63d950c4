/** Tests of statements. */
@NullMarked
package io.sextant.api.billing;

import org.jspecify.annotations.NullMarked;
