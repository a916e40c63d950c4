package io.sextant.web.prices;

import org.jspecify.annotations.Nullable;

/**
 * The end of a price as it was typed.
 *
 * @param effectiveFrom date and time in UTC; empty for as soon as can be
 */
record EndingForm(@Nullable String effectiveFrom, @Nullable String reason) {}
