package io.sextant.web.plan;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands below the fields of the plan form; some of it depends on what was chosen elsewhere in the form. */
final class FormHints {
    /** The names of all fields. */
    static final Set<String> FIELDS = Arrays.stream(PlanForm.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    /** The fields whose hints and errors are renewed with each answer. */
    static final List<String> LIVE_FIELDS = List.of(
            "team",
            "model",
            "sla",
            "percentile",
            "ttftMs",
            "itlMs",
            "e2eMs",
            "minTokensPerSecondPerUser",
            "peakRequestsPerSecond",
            "users",
            "thinkTimeSeconds",
            "requests",
            "hours",
            "outputTokensPerHour",
            "inputTokens",
            "outputTokens",
            "inputSpread",
            "outputSpread",
            "prefixPercent",
            "maxMonthlyCost");

    /** The fields that stand in a fold, which opens when one of them is wrong. */
    static final Set<String> FOLDED_FIELDS = Set.of("inputSpread", "outputSpread", "prefixPercent");

    private FormHints() {}

    static Map<String, String> of(PlanForm form, PlanChoices choices) {
        Map<String, String> hints = new HashMap<>(Map.of(
                "prefixPercent", "Such as a system prompt that is the same every time.",
                "peakRequestsPerSecond", "In the busiest hour, not on average.",
                "thinkTimeSeconds", "Reading and typing, per user.",
                "inputSpread", "0: all prompts are equally long; 1: very mixed.",
                "outputSpread", "0: all answers are equally long; 1: very mixed.",
                "maxMonthlyCost", "Empty: no limit."));
        if (form.isOnline()) {
            choices.lengthsOf(form.sla()).ifPresent(lengths -> {
                String name = choices.nameOf(form.sla()).orElse("the SLA profile");
                hints.put("inputTokens", "Empty: " + lengths.inputTokens() + ", as " + name + " assumes.");
                hints.put("outputTokens", "Empty: " + lengths.outputTokens() + ", as " + name + " assumes.");
            });
        }
        return hints;
    }
}
