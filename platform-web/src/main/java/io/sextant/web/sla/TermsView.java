package io.sextant.web.sla;

import io.sextant.api.sla.SlaMode;
import io.sextant.api.sla.SlaTerms;
import io.sextant.planner.units.Display;
import org.jspecify.annotations.Nullable;

/** Targets in words; a dash where none is set. */
record TermsView(
        String mode,
        String percentile,
        String ttft,
        String itl,
        String e2e,
        String perUser,
        String goal,
        String lengths) {
    private static final String NONE = "–";

    static TermsView of(SlaTerms terms) {
        return new TermsView(
                terms.mode() == SlaMode.ONLINE ? "Online" : "Offline",
                terms.percentile().label(),
                duration(terms.ttftMs()),
                duration(terms.itlMs()),
                duration(terms.e2eMs()),
                terms.minTokensPerSecondPerUser() == null
                        ? NONE
                        : "at least " + Display.decimal(terms.minTokensPerSecondPerUser(), 1) + " tokens/s",
                goal(terms),
                terms.inputTokens() == null || terms.outputTokens() == null
                        ? NONE
                        : Display.count(terms.inputTokens()) + " / " + Display.count(terms.outputTokens()));
    }

    private static String duration(@Nullable Number ms) {
        return ms == null ? NONE : Display.duration(ms.doubleValue());
    }

    private static String goal(SlaTerms terms) {
        if (terms.tokensPerHour() != null) {
            return Display.count(terms.tokensPerHour()) + " tokens/hour";
        }
        return terms.deadlineHours() == null ? NONE : "within " + terms.deadlineHours() + " h";
    }
}
