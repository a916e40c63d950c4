package io.sextant.planner.reference;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file of measurements, as written: nothing is converted, and what the file left empty is null.
 *
 * @param line in the file, the head being line 1
 * @param date a day, a month or a year, such as 2024-06
 * @param model a name as the source writes it; {@link Reference#modelNamed} finds the architecture
 * @param parallelism the column {@code tp}: a number, or the prefill and decode side of a disaggregated run (P4/D8)
 * @param load null where the source does not say how many requests were in flight
 * @param isl mean input length, tokens
 * @param osl mean output length, tokens
 * @param itlMs mean gap between chunks or tokens, as the source defines it
 * @param tpotMs (E2E - TTFT) / (OSL - 1)
 * @param perGpu whether the throughput columns are per GPU rather than per deployment
 */
public record MeasurementRow(
        int line,
        String source,
        @Nullable String sourceRef,
        @Nullable String date,
        String model,
        String engine,
        @Nullable String engineVersion,
        @Nullable String precision,
        String gpu,
        @Nullable Integer gpuCount,
        @Nullable String parallelism,
        @Nullable Integer pp,
        @Nullable Double isl,
        @Nullable Double osl,
        @Nullable Load load,
        @Nullable String mode,
        @Nullable Double ttftMs,
        @Nullable Double itlMs,
        @Nullable Double tpotMs,
        @Nullable Double e2eMs,
        @Nullable Double outputTokensPerSecond,
        @Nullable Double totalTokensPerSecond,
        @Nullable Double requestsPerSecond,
        boolean perGpu,
        Statistic statistic,
        @Nullable String notes) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    /** Which number of the distribution the latencies are. */
    public enum Statistic {
        MEAN,
        P50,
        P90,
        P95,
        P99
    }

    /** Null where the file has none, or where prefill and decode ran on different GPUs. */
    public @Nullable Integer tp() {
        return parallelism != null && NUMBER.matcher(parallelism).matches() ? Integer.valueOf(parallelism) : null;
    }

    /** Whether prefill and decode ran on GPUs of their own. */
    public boolean isDisaggregated() {
        return parallelism != null && parallelism.contains("/");
    }
}
