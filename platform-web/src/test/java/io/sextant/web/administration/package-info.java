/** The pages of catalogue administration, without a browser and in one. */
@NullMarked
package io.sextant.web.administration;

import org.jspecify.annotations.NullMarked;
