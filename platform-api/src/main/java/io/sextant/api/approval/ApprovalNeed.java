package io.sextant.api.approval;

import io.sextant.api.budget.BudgetOverrun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Whose yes a request needs, and why; worked out of values alone.
 *
 * @param stages one after the other; none where it is approved by itself
 * @param holdHours how long it may wait
 * @param overBudget a budget is one of the reasons
 */
public record ApprovalNeed(List<Stage> stages, int holdHours, boolean overBudget) {
    public ApprovalNeed {
        stages = List.copyOf(stages);
    }

    /** A kind of approver with the reasons why it is asked, finished sentences. */
    public record Stage(Approver approver, List<String> reasons) {
        public Stage {
            reasons = List.copyOf(reasons);
        }
    }

    /** A sentence for each stage: who has to approve it, and why. */
    public List<String> inWords() {
        return stages.stream()
                .map(stage -> "%s has to approve it: %s"
                        .formatted(stage.approver().label(), String.join(" ", stage.reasons())))
                .toList();
    }

    /** Whether anybody has to be asked. */
    public boolean isAnybody() {
        return !stages.isEmpty();
    }

    /**
     * Of every node the first policy that applies; what several nodes ask for adds up, so that nothing below takes back what is
     * asked for above.
     *
     * @param policies in force on the way from the team to the root, those of a node together and in their order
     * @param overruns budgets that want approval above their limit
     */
    static ApprovalNeed of(List<ApprovalPolicy> policies, ApprovalFacts facts, List<BudgetOverrun> overruns) {
        Map<Approver, List<String>> asked = new EnumMap<>(Approver.class);
        Set<UUID> decided = new HashSet<>();
        List<Integer> holds = new ArrayList<>();
        for (ApprovalPolicy policy : policies) {
            List<String> reasons = policy.terms().conditions().met(facts).orElse(null);
            if (reasons == null || !decided.add(policy.nodeId())) {
                continue;
            }
            policy.terms()
                    .stages()
                    .forEach(approver -> asked.computeIfAbsent(approver, _ -> new ArrayList<>())
                            .add(sentence(policy, reasons)));
            if (!policy.terms().stages().isEmpty()) {
                holds.add(policy.terms().holdHours());
            }
        }
        overruns.forEach(overrun ->
                asked.computeIfAbsent(Approver.APPROVER, _ -> new ArrayList<>()).add(overrun.inWords()));
        return new ApprovalNeed(
                asked.entrySet().stream()
                        .map(stage -> new Stage(stage.getKey(), stage.getValue()))
                        .sorted(Comparator.comparing(Stage::approver))
                        .toList(),
                holds.stream().min(Integer::compare).orElse(PolicyTerms.USUAL_HOLD_HOURS),
                !overruns.isEmpty());
    }

    private static String sentence(ApprovalPolicy policy, List<String> reasons) {
        String why = reasons.isEmpty() ? "it applies to everything" : String.join(", and ", reasons);
        return "\"%s\" of %s: %s.".formatted(policy.terms().name(), policy.nodeName(), why);
    }
}
