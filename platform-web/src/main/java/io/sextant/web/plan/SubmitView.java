package io.sextant.web.plan;

import io.sextant.api.planning.PlanProposal;
import io.sextant.api.quota.QuotaClass;
import io.sextant.web.layout.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way to submission: a form, or why there is none.
 *
 * @param form absent where the proposal cannot be submitted
 * @param whyNot absent where it can
 * @param classes what its GPUs may be taken for
 * @param approvals whose yes it will need, finished sentences
 */
record SubmitView(
        @Nullable SubmissionForm form, @Nullable String whyNot, List<Option> classes, List<String> approvals) {
    static SubmitView refused(String whyNot) {
        return new SubmitView(null, whyNot, List.of(), List.of());
    }

    /** With what is known of approvals for each class; said once where the class does not matter. */
    static SubmitView of(
            SubmissionForm form, PlanProposal proposal, Function<QuotaClass, List<String>> approvalsOfClass) {
        SequencedMap<QuotaClass, String> classes = classes(proposal);
        List<Need> needs = classes.keySet().stream()
                .map(one -> new Need(one, approvalsOfClass.apply(one)))
                .toList();
        boolean alike = needs.stream().map(Need::sentences).distinct().count() == 1;
        List<String> approvals = alike
                ? needs.getFirst().sentences()
                : needs.stream()
                        .flatMap(need -> need.sentences().stream()
                                .map(sentence -> need.quotaClass().label() + ": " + sentence))
                        .toList();
        return new SubmitView(
                form,
                null,
                classes.entrySet().stream()
                        .map(one -> new Option(one.getKey().name(), one.getValue()))
                        .toList(),
                approvals);
    }

    private static SequencedMap<QuotaClass, String> classes(PlanProposal proposal) {
        SequencedMap<QuotaClass, String> classes = new LinkedHashMap<>();
        if (proposal.sla() == null) {
            classes.put(QuotaClass.OFFLINE, "A batch: may borrow GPUs, which can be reclaimed");
        } else {
            classes.put(QuotaClass.ONLINE_PRODUCTION, "Production: guaranteed GPUs only, never reclaimed");
            classes.put(QuotaClass.ONLINE_DEVELOPMENT, "Development: may borrow GPUs, which can be reclaimed");
        }
        return classes;
    }

    private record Need(QuotaClass quotaClass, List<String> sentences) {}
}
