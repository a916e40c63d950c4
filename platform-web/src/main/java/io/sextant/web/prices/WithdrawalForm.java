package io.sextant.web.prices;

import org.jspecify.annotations.Nullable;

/** Why something that is to come is taken back, as it was typed. */
record WithdrawalForm(@Nullable String reason) {}
