package io.sextant.deployer.metrics;

import java.util.Locale;
import java.util.Optional;

/** Counters that all engines have, under the names of NIM 1.x or those of vLLM, which differ in their prefix only. */
public enum EngineCounter {
    PROMPT_TOKENS,
    GENERATED_TOKENS,
    FINISHED,
    FAILED;

    /** What the sample counts; empty for all other metrics. A request given up by its client is neither. */
    static Optional<EngineCounter> of(String name, Sample sample) {
        return switch (name) {
            case "prompt_tokens_total" -> Optional.of(PROMPT_TOKENS);
            case "generation_tokens_total" -> Optional.of(GENERATED_TOKENS);
            case "request_failure_total" -> Optional.of(FAILED);
            case "request_success_total" ->
                switch (sample.labels().getOrDefault("finished_reason", "stop").toLowerCase(Locale.ROOT)) {
                    case "abort" -> Optional.empty();
                    case "error" -> Optional.of(FAILED);
                    default -> Optional.of(FINISHED);
                };
            default -> Optional.empty();
        };
    }
}
