package io.sextant.web.plan;

import io.sextant.api.planning.PlanProposal;
import io.sextant.web.layout.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to submission: a form, or why there is none.
 *
 * @param form absent where the proposal cannot be submitted
 * @param whyNot absent where it can
 * @param classes what its GPUs may be taken for
 */
record SubmitView(@Nullable SubmissionForm form, @Nullable String whyNot, List<Option> classes) {
    static SubmitView refused(String whyNot) {
        return new SubmitView(null, whyNot, List.of());
    }

    static SubmitView of(SubmissionForm form, PlanProposal proposal) {
        return new SubmitView(
                form,
                null,
                proposal.sla() == null
                        ? List.of(new Option("OFFLINE", "A batch: may borrow GPUs, which can be reclaimed"))
                        : List.of(
                                new Option("ONLINE_PRODUCTION", "Production: guaranteed GPUs only, never reclaimed"),
                                new Option(
                                        "ONLINE_DEVELOPMENT", "Development: may borrow GPUs, which can be reclaimed")));
    }
}
