package io.sextant.api.billing;

import io.sextant.api.metrics.TokenCounts.Tokens;
import io.sextant.api.pricing.Price;
import io.sextant.api.usage.ChargeSum;
import io.sextant.api.usage.UseLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds up what a month's hours came to, by one dimension. */
final class ShowbackDrawing {
    static final String IDLE = "reserved-idle";
    private static final String IDLE_LABEL = "Reserved, ran nothing";
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int RATE_DECIMALS = 6;

    private final OrgTree tree;
    private final OrgTree.Node node;
    private final Showback.By by;
    private final Map<UUID, Tokens> tokens;
    private final UnaryOperator<String> gpuTitle;

    ShowbackDrawing(
            OrgTree tree, OrgTree.Node node, Showback.By by, Map<UUID, Tokens> tokens, UnaryOperator<String> gpuTitle) {
        this.tree = tree;
        this.node = node;
        this.by = by;
        this.tokens = tokens;
        this.gpuTitle = gpuTitle;
    }

    Showback of(YearMonth month, List<ChargeSum> used) {
        Set<UUID> within = tree.within(node);
        List<ChargeSum> own = used.stream()
                .filter(sum -> within.contains(sum.line().team().value()))
                .toList();
        Map<Key, List<ChargeSum>> groups = new LinkedHashMap<>();
        own.forEach(sum -> groups.computeIfAbsent(key(sum.line()), key -> new ArrayList<>())
                .add(sum));
        Set<UUID> several = deploymentsOfSeveral(own);
        List<Showback.Row> rows = groups.entrySet().stream()
                .map(group -> row(group.getKey(), group.getValue(), several))
                .sorted(Comparator.comparing(Showback.Row::cost)
                        .reversed()
                        .thenComparing(Showback.Row::label)
                        .thenComparing(Showback.Row::key))
                .toList();
        return new Showback(
                month,
                by,
                node.slug(),
                node.name(),
                Price.CURRENCY,
                row(new Key(node.slug(), node.name()), own, Set.of()),
                rows);
    }

    private Key key(UseLine line) {
        return switch (by) {
            case NODE -> ofNode(below(line.team().value()));
            case TEAM -> ofNode(find(line.team().value()));
            case MODEL ->
                line.isAllocation()
                        ? new Key(line.model(), line.model().isEmpty() ? "Not known any more" : line.model())
                        : new Key(IDLE, IDLE_LABEL);
            case DEPLOYMENT ->
                line.isAllocation()
                        ? new Key(String.valueOf(line.deployment()), line.deploymentName())
                        : new Key(IDLE, IDLE_LABEL);
            case GPU -> new Key(line.gpuProduct(), gpuTitle.apply(line.gpuProduct()));
        };
    }

    /** The node right below ours that a team lies in, or ours. */
    private OrgTree.Node below(UUID team) {
        OrgTree.Node at = find(team);
        while (!at.id().equals(node.id()) && !node.id().equals(at.parent()) && at.parent() != null) {
            at = find(at.parent());
        }
        return at;
    }

    private OrgTree.Node find(UUID id) {
        return tree.nodes().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Key ofNode(OrgTree.Node node) {
        return new Key(node.slug(), node.name());
    }

    /** Deployments whose use falls into several groups: nobody can say which of them wrote a token. */
    private Set<UUID> deploymentsOfSeveral(List<ChargeSum> own) {
        Map<UUID, Set<Key>> groups = own.stream()
                .filter(sum -> sum.line().deployment() != null)
                .collect(Collectors.groupingBy(
                        sum -> Objects.requireNonNull(sum.line().deployment()),
                        Collectors.mapping(sum -> key(sum.line()), Collectors.toSet())));
        return groups.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Showback.Row row(Key key, Collection<ChargeSum> sums, Set<UUID> several) {
        BigDecimal seconds = BigDecimal.ZERO;
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal unpriced = BigDecimal.ZERO;
        Set<UUID> deployments = new HashSet<>();
        for (ChargeSum sum : sums) {
            seconds = seconds.add(sum.gpuSeconds());
            cost = cost.add(sum.cost());
            unpriced = unpriced.add(sum.unpricedSeconds());
            if (sum.line().deployment() != null) {
                deployments.add(sum.line().deployment());
            }
        }
        Tokens counted = deployments.stream().anyMatch(several::contains) ? null : count(deployments);
        return new Showback.Row(
                key.key(),
                key.label(),
                StatementLine.gpuHours(seconds),
                cost,
                StatementLine.gpuHours(unpriced),
                counted == null ? null : (Long) counted.prompt(),
                counted == null ? null : (Long) counted.generated(),
                counted == null ? null : perMillion(cost, counted.generated()),
                counted == null ? null : perMillion(cost, counted.prompt() + counted.generated()));
    }

    private @Nullable Tokens count(Set<UUID> deployments) {
        return deployments.stream()
                .map(tokens::get)
                .filter(Objects::nonNull)
                .reduce(Tokens::plus)
                .orElse(null);
    }

    private static @Nullable BigDecimal perMillion(BigDecimal cost, long count) {
        return count == 0
                ? null
                : cost.multiply(MILLION).divide(BigDecimal.valueOf(count), RATE_DECIMALS, RoundingMode.HALF_EVEN);
    }

    private record Key(String key, String label) {}
}
