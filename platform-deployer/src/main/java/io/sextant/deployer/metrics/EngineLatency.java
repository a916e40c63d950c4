package io.sextant.deployer.metrics;

import java.util.Optional;

/** Histograms that all engines have, whatever they call them. */
public enum EngineLatency {
    TTFT,
    TOKEN_GAP,
    E2E;

    /** By the name without its prefix and ending. */
    static Optional<EngineLatency> of(String name) {
        return switch (name) {
            case "time_to_first_token_seconds" -> Optional.of(TTFT);
            case "time_per_output_token_seconds", "inter_token_latency_seconds" -> Optional.of(TOKEN_GAP);
            case "e2e_request_latency_seconds" -> Optional.of(E2E);
            default -> Optional.empty();
        };
    }
}
