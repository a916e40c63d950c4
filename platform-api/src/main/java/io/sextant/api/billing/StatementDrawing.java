package io.sextant.api.billing;

import io.sextant.api.usage.ChargeSum;
import io.sextant.api.usage.UseLine;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Draws the statements of all nodes from what is billed into a month. */
final class StatementDrawing {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);
    private static final Comparator<StatementLine> ORDER = Comparator.comparing(StatementLine::kind)
            .thenComparing(line -> line.corrects() == null ? YearMonth.of(0, 1) : line.corrects())
            .thenComparing(StatementLine::deploymentName)
            .thenComparing(StatementLine::cluster)
            .thenComparing(StatementLine::gpuProduct)
            .thenComparing(line -> line.rate() == null ? BigDecimal.ZERO : line.rate())
            .thenComparing(line -> String.valueOf(line.deployment()))
            .thenComparingInt(StatementLine::gpusPerReplica)
            .thenComparing(StatementLine::model);

    private final OrgTree tree;
    private final YearMonth month;
    private final UnaryOperator<String> gpuTitle;
    private final Map<UUID, Drawn> drawn = new LinkedHashMap<>();

    private StatementDrawing(OrgTree tree, YearMonth month, UnaryOperator<String> gpuTitle) {
        this.tree = tree;
        this.month = month;
        this.gpuTitle = gpuTitle;
    }

    /**
     * What every node is charged, by its id, each after those below it.
     *
     * @param gpuTitle from a node label to the product's name for people
     */
    static Map<UUID, Drawn> of(OrgTree tree, YearMonth month, List<ChargeSum> billed, UnaryOperator<String> gpuTitle) {
        StatementDrawing drawing = new StatementDrawing(tree, month, gpuTitle);
        Map<UUID, List<ChargeSum>> byTeam = new LinkedHashMap<>();
        billed.stream()
                .filter(sum -> !sum.isNothing())
                .forEach(sum -> byTeam.computeIfAbsent(sum.line().team().value(), team -> new ArrayList<>())
                        .add(sum));
        tree.fromTheRoot().reversed().forEach(node -> drawing.draw(node, byTeam.getOrDefault(node.id(), List.of())));
        return drawing.drawn;
    }

    private void draw(OrgTree.Node node, List<ChargeSum> sums) {
        List<StatementLine> unrounded =
                sums.stream().map(this::line).sorted(ORDER).toList();
        List<BigDecimal> amounts = CentRounding.lines(
                unrounded.stream().map(StatementLine::exactCost).toList());
        List<StatementLine> lines = new ArrayList<>();
        for (int i = 0; i < unrounded.size(); i++) {
            lines.add(rounded(unrounded.get(i), amounts.get(i)));
        }
        BigDecimal seconds = sum(sums.stream().map(ChargeSum::gpuSeconds).toList());
        BigDecimal unpriced = sum(sums.stream().map(ChargeSum::unpricedSeconds).toList());
        for (OrgTree.Node child : tree.children(node)) {
            Drawn below = drawn.get(child.id());
            if (below != null && !below.lines().isEmpty()) {
                lines.add(below.asLine());
                seconds = seconds.add(below.gpuSeconds());
                unpriced = unpriced.add(below.unpricedSeconds());
            }
        }
        drawn.put(
                node.id(),
                new Drawn(
                        node,
                        seconds,
                        unpriced,
                        sum(lines.stream().map(StatementLine::exactCost).toList()),
                        sum(lines.stream().map(StatementLine::amount).toList()).setScale(2),
                        lines));
    }

    private StatementLine line(ChargeSum sum) {
        UseLine line = sum.line();
        boolean own = sum.used().equals(month);
        StatementLine.Kind kind = !own
                ? StatementLine.Kind.CORRECTION
                : line.isAllocation() ? StatementLine.Kind.USE : StatementLine.Kind.RESERVED_IDLE;
        return new StatementLine(
                kind,
                own ? words(line) : "Correction of " + MONTH.format(sum.used()) + ": " + words(line),
                line.deployment(),
                line.deploymentName(),
                line.model(),
                line.cluster(),
                line.gpuProduct(),
                line.gpusPerReplica(),
                sum.priceId(),
                sum.rate(),
                own ? null : sum.used(),
                sum.firstHour(),
                sum.lastHour(),
                null,
                StatementLine.gpuHours(sum.gpuSeconds()),
                sum.cost(),
                BigDecimal.ZERO);
    }

    private String words(UseLine line) {
        String gpu = gpuTitle.apply(line.gpuProduct());
        return line.isAllocation()
                ? "%s on %s in %s, %d to a replica%s"
                        .formatted(
                                line.deploymentName(),
                                gpu,
                                line.cluster(),
                                line.gpusPerReplica(),
                                line.borrowed() ? ", borrowed" : "")
                : "Reserved %s in %s that ran nothing".formatted(gpu, line.cluster());
    }

    private static StatementLine rounded(StatementLine line, BigDecimal amount) {
        return new StatementLine(
                line.kind(),
                line.description(),
                line.deployment(),
                line.deploymentName(),
                line.model(),
                line.cluster(),
                line.gpuProduct(),
                line.gpusPerReplica(),
                line.priceId(),
                line.rate(),
                line.corrects(),
                line.firstHour(),
                line.lastHour(),
                line.node(),
                line.gpuHours(),
                line.exactCost(),
                amount);
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A statement before it is known whether its month is closed. */
    record Drawn(
            OrgTree.Node node,
            BigDecimal gpuSeconds,
            BigDecimal unpricedSeconds,
            BigDecimal exactCost,
            BigDecimal total,
            List<StatementLine> lines) {
        StatementLine asLine() {
            return new StatementLine(
                    StatementLine.Kind.NODE,
                    node.name(),
                    null,
                    "",
                    "",
                    "",
                    "",
                    0,
                    null,
                    null,
                    null,
                    null,
                    null,
                    node.slug(),
                    StatementLine.gpuHours(gpuSeconds),
                    exactCost,
                    total);
        }
    }
}
