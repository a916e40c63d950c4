package io.sextant.api.planning;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A number of every candidate with its interval and where it comes from, as a table has it.
 *
 * @param name of the column, unit last; its interval stands in {@code <name>_low} and {@code <name>_high}
 */
record CandidateMetric(String name, Function<PlanCandidate, Reading> of) {
    private static final String CALCULATED = "calculated";

    /** All metrics, in the order of their columns. */
    static final List<CandidateMetric> ALL = List.of(
            performance("ttft_ms", Performance::ttftMs),
            performance("itl_ms", Performance::itlMs),
            performance("e2e_ms", Performance::e2eMs),
            performance("tokens_per_second_per_user", Performance::tokensPerSecondPerUser),
            performance("output_tokens_per_second_per_replica", Performance::outputTokensPerSecond),
            perGpu("output_tokens_per_second_per_gpu"),
            performance("requests_per_second_per_replica", Performance::requestsPerSecond),
            cost("cost_per_hour", PlanCost::perHour),
            cost("cost_per_month", PlanCost::perMonth),
            cost("cost_per_million_output_tokens", PlanCost::perMillionOutputTokens),
            cost("cost_per_million_tokens", PlanCost::perMillionTokens));

    /** Digits as a cell shows them, and how the number came about. */
    record Reading(String value, String low, String high, String provenance) {
        List<String> cells() {
            return List.of(value, low, high, provenance);
        }
    }

    List<String> heads() {
        return List.of(name, name + "_low", name + "_high", name + "_provenance");
    }

    private static CandidateMetric performance(String name, Function<Performance, Figure> figure) {
        return new CandidateMetric(name, candidate -> reading(figure.apply(candidate.performance()), 1));
    }

    private static CandidateMetric perGpu(String name) {
        return new CandidateMetric(
                name,
                candidate -> reading(candidate.performance().outputTokensPerSecond(), candidate.gpusPerReplica()));
    }

    /** A price times a count of GPUs has no interval. */
    private static CandidateMetric cost(String name, Function<PlanCost, BigDecimal> amount) {
        return new CandidateMetric(name, candidate -> {
            String money = plain(amount.apply(candidate.cost()), 4);
            return new Reading(money, money, money, CALCULATED);
        });
    }

    private static Reading reading(Figure figure, int dividedBy) {
        return new Reading(
                digits(figure.value() / dividedBy),
                digits(figure.low() / dividedBy),
                digits(figure.high() / dividedBy),
                figure.provenance().name().toLowerCase(Locale.ROOT));
    }

    private static String digits(double value) {
        return plain(BigDecimal.valueOf(value), 3);
    }

    private static String plain(BigDecimal number, int places) {
        return number.setScale(places, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
