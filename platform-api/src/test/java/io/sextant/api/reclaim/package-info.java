/** Tests of reclaims. */
@NullMarked
package io.sextant.api.reclaim;

import org.jspecify.annotations.NullMarked;
