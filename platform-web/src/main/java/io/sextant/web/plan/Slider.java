package io.sextant.web.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A slider below a number field.
 *
 * @param whole only whole numbers make sense
 * @param start what an empty field means; may be empty
 */
record Slider(String low, String high, boolean whole, String start) {
    private static final Map<String, Slider> RANGES = Map.ofEntries(
            Map.entry("ttftMs", range("20", "20000", true)),
            Map.entry("itlMs", range("2", "200", false)),
            Map.entry("e2eMs", range("200", "200000", true)),
            Map.entry("minTokensPerSecondPerUser", range("1", "500", false)),
            Map.entry("peakRequestsPerSecond", range("0.1", "1000", false)),
            Map.entry("currentRequestsPerSecond", range("0.1", "1000", false)),
            Map.entry("users", range("1", "20000", true)),
            Map.entry("currentUsers", range("1", "20000", true)),
            Map.entry("thinkTimeSeconds", range("0", "300", true)),
            Map.entry("outputTokensPerHour", range("100000", "10000000000", true)),
            Map.entry("requests", range("100", "10000000", true)),
            Map.entry("hours", range("0.5", "168", false)),
            Map.entry("inputTokens", range("16", "65536", true)),
            Map.entry("outputTokens", range("8", "8192", true)),
            Map.entry("inputSpread", range("0", "2", false)),
            Map.entry("outputSpread", range("0", "2", false)),
            Map.entry("prefixPercent", range("0", "99", true)));

    /** The sliders of the form, by field. */
    static Map<String, Slider> of(PlanForm form, PlanChoices choices) {
        Map<String, Slider> sliders = new HashMap<>(RANGES);
        Optional<PlanChoices.Lengths> assumed = choices.lengthsOf(form.isOnline() ? form.sla() : null);
        assumed.ifPresent(lengths -> {
            sliders.computeIfPresent("inputTokens", (_, slider) -> slider.startingAt(lengths.inputTokens()));
            sliders.computeIfPresent("outputTokens", (_, slider) -> slider.startingAt(lengths.outputTokens()));
        });
        return sliders;
    }

    private static Slider range(String low, String high, boolean whole) {
        return new Slider(low, high, whole, "");
    }

    private Slider startingAt(int value) {
        return new Slider(low, high, whole, String.valueOf(value));
    }
}
