package io.sextant.planner.cli;

import io.sextant.planner.cost.Money;
import io.sextant.planner.frontier.Candidate;
import io.sextant.planner.units.Display;
import io.sextant.planner.units.Estimate;
import io.sextant.planner.units.Percentile;
import io.sextant.planner.units.Provenance;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Candidates as rows of text. */
final class CandidateTable {

    private final Percentile percentile;
    private final Roles roles;
    private final TextTable table;

    CandidateTable(Percentile percentile, Roles roles) {
        this.percentile = percentile;
        this.roles = roles;
        this.table = new TextTable(Stream.concat(
                        Stream.of("", "replicas x GPUs", "profile").map(TextTable.Column::left),
                        Stream.of(
                                        "in flight",
                                        "TTFT ms",
                                        "ITL ms",
                                        "E2E s",
                                        "tokens/s/user",
                                        "tokens/s/GPU",
                                        "USD/hour",
                                        "USD/month",
                                        "USD/1M out",
                                        "USD/1M all",
                                        "origin")
                                .map(TextTable.Column::right))
                .toList());
    }

    void add(Candidate candidate) {
        table.add(List.of(
                String.join(", ", roles.of(candidate)),
                "%d x %d x %s"
                        .formatted(
                                candidate.replicas(),
                                candidate.gpusPerReplica(),
                                candidate.offer().gpu().name()),
                candidate.profile().id(),
                Display.count(candidate.concurrency()),
                figure(candidate.point().ttftMs(percentile), 0),
                figure(candidate.point().itlMs(percentile), 1),
                figure(candidate.point().e2eMs(percentile).times(0.001), 1),
                figure(candidate.point().tokensPerSecondPerUser(percentile), 0),
                figure(candidate.point().outputTokensPerSecond().times(1.0 / candidate.gpusPerReplica()), 0),
                money(candidate.cost().hourly()),
                money(candidate.cost().monthly()),
                money(candidate.cost().atDemand().perMillionOutput()),
                money(candidate.cost().atDemand().perMillionBlended()),
                mark(candidate.point().ttftMs().provenance())));
    }

    List<String> lines() {
        return table.lines();
    }

    /** Such as measured, or modelled! where the model was never compared on this kind. */
    static String mark(Provenance provenance) {
        return provenance.kind().name().toLowerCase(Locale.ROOT) + (provenance.rough() ? "!" : "");
    }

    private static String figure(Estimate estimate, int digits) {
        return "%s [%s-%s]"
                .formatted(
                        fixed(estimate.value(), digits), fixed(estimate.low(), digits), fixed(estimate.high(), digits));
    }

    /** With all its digits, so that the points of a column stand below each other. */
    private static String fixed(double number, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", number);
    }

    private static String money(Money money) {
        return money.amount().setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
