package io.sextant.api.planning;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** All candidates of an answer as a table with units in its heads. */
public final class PlanCsv {
    private static final List<String> HEAD = List.of(
            "candidate",
            "cluster",
            "gpu_product",
            "profile",
            "gpus_per_replica",
            "replicas",
            "gpus",
            "concurrency_per_replica",
            "status",
            "roles",
            "frontier",
            "percentile",
            "ttft_ms_low",
            "ttft_ms",
            "ttft_ms_high",
            "itl_ms_low",
            "itl_ms",
            "itl_ms_high",
            "e2e_ms_low",
            "e2e_ms",
            "e2e_ms_high",
            "output_tokens_per_second_per_replica",
            "requests_per_second_per_replica",
            "currency",
            "cost_per_hour",
            "cost_per_month",
            "cost_per_million_output_tokens",
            "provenance",
            "source",
            "reasons_against");

    private PlanCsv() {}

    /** One line for each candidate, in the order of the answer. */
    public static String of(PlanAnswer answer) {
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord(HEAD);
            for (PlanCandidate candidate : answer.candidates()) {
                csv.printRecord(row(candidate).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Stream<String> row(PlanCandidate candidate) {
        Performance performance = candidate.performance();
        Stream<Object> placement = Stream.of(
                candidate.id(),
                candidate.cluster(),
                candidate.gpuProduct(),
                candidate.profile(),
                candidate.gpusPerReplica(),
                candidate.replicas(),
                candidate.gpus(),
                performance.concurrency(),
                candidate.status(),
                String.join(" ", candidate.roles().stream().map(Enum::name).toList()),
                candidate.frontier(),
                performance.percentile().label());
        Stream<Object> latencies = Stream.of(performance.ttftMs(), performance.itlMs(), performance.e2eMs())
                .flatMap(figure -> Stream.of(digits(figure.low()), digits(figure.value()), digits(figure.high())));
        Stream<Object> rest = Stream.of(
                digits(performance.outputTokensPerSecond().value()),
                digits(performance.requestsPerSecond().value()),
                candidate.cost().currency(),
                money(candidate.cost().perHour()),
                money(candidate.cost().perMonth()),
                money(candidate.cost().perMillionOutputTokens()),
                performance.evidence().kind().name().toLowerCase(Locale.ROOT),
                performance.evidence().source(),
                String.join(" ", candidate.reasons()));
        return Stream.of(placement, latencies, rest).flatMap(values -> values).map(Objects::toString);
    }

    private static String digits(double value) {
        return BigDecimal.valueOf(value)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String money(BigDecimal amount) {
        return amount.setScale(4, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }
}
