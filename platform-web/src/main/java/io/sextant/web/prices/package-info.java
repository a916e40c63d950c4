/** The pages of prices: what a GPU hour costs here, and what the market asks. */
@NullMarked
package io.sextant.web.prices;

import org.jspecify.annotations.NullMarked;
