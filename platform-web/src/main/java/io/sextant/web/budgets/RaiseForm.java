package io.sextant.web.budgets;

import org.jspecify.annotations.Nullable;

/** A raise as it was typed; it ends at the end of a day of UTC. */
record RaiseForm(
        @Nullable String raiseAmount,
        @Nullable String expiresOn,
        @Nullable String reason) {
    static RaiseForm blank() {
        return new RaiseForm("", "", "");
    }
}
