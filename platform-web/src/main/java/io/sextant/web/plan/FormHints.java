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
            "currentRequestsPerSecond",
            "users",
            "currentUsers",
            "thinkTimeSeconds",
            "daySwing",
            "headroomPercent",
            "coldStartSeconds",
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

    static final Set<String> FOLDED_SIZING =
            Set.of("currentRequestsPerSecond", "currentUsers", "daySwing", "headroomPercent", "coldStartSeconds");

    private FormHints() {}

    static Map<String, String> of(PlanForm form, PlanChoices choices) {
        Map<String, String> hints = new HashMap<>(Map.ofEntries(
                Map.entry("prefixPercent", "Such as a system prompt that is the same every time."),
                Map.entry("peakRequestsPerSecond", "In the busiest hour, not on average."),
                Map.entry("thinkTimeSeconds", "Reading and typing, per user."),
                Map.entry("inputSpread", "0: all prompts are equally long; 1: very mixed."),
                Map.entry("outputSpread", "0: all answers are equally long; 1: very mixed."),
                Map.entry(
                        "currentRequestsPerSecond",
                        "Empty: half the peak, or the day's mean. The way from here to the peak is drawn."),
                Map.entry(
                        "currentUsers",
                        "Empty: half of them, or the day's mean. The way from here to the peak is drawn."),
                Map.entry("headroomPercent", "Kept free on top of the peak, so that it does not run at the limit."),
                Map.entry("coldStartSeconds", "From wanting one more replica to its first answer."),
                Map.entry("maxMonthlyCost", "Empty: no limit.")));
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
