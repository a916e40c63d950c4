package io.sextant.api.planning;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * All candidates of an answer as a table with units in its heads; {@code docs/api.md} names every column.
 *
 * <p>Columns keep their names and order; new ones are added at the end.
 */
public final class PlanCsv {
    private static final List<String> PLACEMENT = List.of(
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
            "currency",
            "kv_cache_use_share",
            "utilisation_share");
    private static final List<String> EVIDENCE =
            List.of("source", "measured_points", "measured_on", "rough", "reasons_against");

    private PlanCsv() {}

    /** One line for each candidate, in the order of the answer. */
    public static String of(PlanAnswer answer) {
        return table(head(), answer.candidates().stream().map(PlanCsv::row));
    }

    static String table(Stream<String> head, Stream<Stream<String>> rows) {
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord(head.toList());
            for (Stream<String> row : rows.toList()) {
                csv.printRecord(row.toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static Stream<String> head() {
        return Stream.of(
                        PLACEMENT.stream(),
                        CandidateMetric.ALL.stream().flatMap(metric -> metric.heads().stream()),
                        EVIDENCE.stream())
                .flatMap(names -> names);
    }

    static Stream<String> row(PlanCandidate candidate) {
        return Stream.of(
                        placement(candidate),
                        CandidateMetric.ALL.stream().flatMap(metric -> metric.of().apply(candidate).cells().stream()),
                        evidence(candidate))
                .flatMap(cells -> cells)
                .map(CsvText::harmless);
    }

    private static Stream<String> placement(PlanCandidate candidate) {
        Performance performance = candidate.performance();
        return Stream.<Object>of(
                        candidate.id(),
                        candidate.cluster(),
                        candidate.gpuProduct(),
                        candidate.profile(),
                        candidate.gpusPerReplica(),
                        candidate.replicas(),
                        candidate.gpus(),
                        performance.concurrency(),
                        candidate.status(),
                        roles(candidate),
                        candidate.frontier(),
                        performance.percentile().label(),
                        candidate.cost().currency(),
                        share(performance.kvUse()),
                        share(candidate.cost().utilisation()))
                .map(Object::toString);
    }

    private static Stream<String> evidence(PlanCandidate candidate) {
        Evidence evidence = candidate.performance().evidence();
        return Stream.of(
                evidence.source(),
                Objects.toString(evidence.points(), ""),
                Objects.toString(evidence.measuredOn(), ""),
                String.valueOf(evidence.rough()),
                String.join(" ", candidate.reasons()));
    }

    private static String roles(PlanCandidate candidate) {
        return String.join(" ", candidate.roles().stream().map(Enum::name).toList());
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.4f", share);
    }
}
