package io.sextant.api.orgfile;

import io.sextant.api.approval.ApprovalPolicies;
import io.sextant.api.approval.ApprovalPolicy;
import io.sextant.api.budget.Budget;
import io.sextant.api.budget.Budgets;
import io.sextant.api.pricing.PlannedStep;
import io.sextant.api.pricing.Price;
import io.sextant.api.pricing.PriceBook;
import io.sextant.api.quota.QuotaOverview;
import io.sextant.api.quota.QuotaStanding;
import io.sextant.api.quota.QuotaTerms;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrgUnit;
import io.sextant.api.tenancy.OrganisationTree;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what there is, as everybody else does, in one order: from the root down, siblings by slug. */
@Component
class OrgStates {
    private final OrganisationTree tree;
    private final QuotaOverview quotas;
    private final PriceBook prices;
    private final Budgets budgets;
    private final ApprovalPolicies policies;
    private final Clock clock;

    OrgStates(
            OrganisationTree tree,
            QuotaOverview quotas,
            PriceBook prices,
            Budgets budgets,
            ApprovalPolicies policies,
            Clock clock) {
        this.tree = tree;
        this.quotas = quotas;
        this.prices = prices;
        this.budgets = budgets;
        this.policies = policies;
        this.clock = clock;
    }

    OrgState read(Actor actor) {
        Map<String, OrgUnit> units = tree.all(actor).stream().collect(Collectors.toMap(OrgUnit::slug, unit -> unit));
        List<Entry> nodes = nodes(units);
        Map<String, Integer> places = new HashMap<>();
        nodes.forEach(node -> places.put(node.key(), places.size()));
        // What an archived node still has comes last.
        ToIntFunction<String> place = slug -> places.getOrDefault(slug, places.size());
        Instant at = clock.instant();
        Map<String, Price> inForce = new HashMap<>();
        Map<String, List<PlannedStep>> planned = new HashMap<>();
        Map<String, Budget> spendable = new HashMap<>();
        Map<String, ApprovalPolicy> binding = new HashMap<>();
        Map<Section, List<Entry>> sections = new EnumMap<>(Section.class);
        sections.put(Section.NODES, nodes);
        sections.put(Section.QUOTAS, quotas(place, actor));
        sections.put(Section.PRICES, prices(at, inForce, planned));
        sections.put(Section.BUDGETS, budgets(spendable, place, actor));
        sections.put(Section.POLICIES, policies(binding, place));
        return new OrgState(new OrgFile(sections), at, units, inForce, planned, spendable, binding);
    }

    private static List<Entry> nodes(Map<String, OrgUnit> units) {
        return units.values().stream()
                .filter(unit -> !unit.archived())
                .sorted(Comparator.comparing(unit -> path(unit, units)))
                .<Entry>map(unit -> new Entry.Node(unit.slug(), unit.kind(), unit.name(), unit.parent()))
                .toList();
    }

    // A space is below all that a slug holds, so that what lies below a node comes right behind it.
    private static String path(OrgUnit unit, Map<String, OrgUnit> units) {
        String parent = unit.parent();
        OrgUnit above = parent == null ? null : units.get(parent);
        return above == null ? unit.slug() : path(above, units) + " " + unit.slug();
    }

    private List<Entry> quotas(ToIntFunction<String> place, Actor actor) {
        List<Entry.Quota> entries = new ArrayList<>();
        for (QuotaOverview.PoolStandings pool : quotas.pools(actor)) {
            for (QuotaStanding standing : pool.standings()) {
                if (!standing.terms().equals(QuotaTerms.NONE)) {
                    entries.add(new Entry.Quota(
                            standing.node().slug(),
                            pool.pool().cluster(),
                            pool.pool().gpuProduct(),
                            standing.terms()));
                }
            }
        }
        entries.sort(Comparator.comparing(Entry.Quota::cluster)
                .thenComparing(Entry.Quota::gpuProduct)
                .thenComparingInt(entry -> place.applyAsInt(entry.node()))
                .thenComparing(Entry.Quota::node));
        return List.copyOf(entries);
    }

    private List<Entry> prices(Instant at, Map<String, Price> inForce, Map<String, List<PlannedStep>> planned) {
        Map<String, Entry.Priced> entries = new HashMap<>();
        for (Price price : prices.inForce(at)) {
            Entry.Price entry = entry(price, null);
            inForce.put(entry.key(), price);
            entries.put(entry.key(), entry);
        }
        for (PlannedStep step : prices.planned(at)) {
            Entry.Priced entry = entry(step);
            planned.computeIfAbsent(entry.key(), key -> new ArrayList<>()).add(step);
            // Of one moment the ending comes last, and wins.
            entries.put(entry.key(), entry);
        }
        return entries.values().stream()
                .sorted(Comparator.comparing(Entry.Priced::place)
                        .thenComparing(Entry.Priced::effectiveFrom, Comparator.nullsFirst(Comparator.naturalOrder())))
                .<Entry>map(entry -> entry)
                .toList();
    }

    private static Entry.Priced entry(PlannedStep step) {
        return step.price()
                .<Entry.Priced>map(price -> entry(price, step.effectiveFrom()))
                .orElseGet(
                        () -> new Entry.PriceEnding(step.gpu(), step.cluster(), step.effectiveFrom(), step.reason()));
    }

    private static Entry.Price entry(Price price, @Nullable Instant effectiveFrom) {
        return new Entry.Price(
                price.gpu(),
                price.cluster(),
                effectiveFrom,
                price.usdPerGpuHour(),
                price.burstUsdPerGpuHour(),
                price.source(),
                price.readOn());
    }

    private List<Entry> budgets(Map<String, Budget> spendable, ToIntFunction<String> place, Actor actor) {
        List<Entry.Budget> entries = new ArrayList<>();
        for (Budget budget : budgets.all(actor)) {
            Entry.Budget entry = new Entry.Budget(budget.node(), budget.period(), budget.mode(), budget.amount());
            spendable.put(entry.key(), budget);
            entries.add(entry);
        }
        entries.sort(Comparator.<Entry.Budget>comparingInt(entry -> place.applyAsInt(entry.node()))
                .thenComparing(Entry.Budget::key));
        return List.copyOf(entries);
    }

    // In the order in which they apply, which tells those of one name apart.
    private List<Entry> policies(Map<String, ApprovalPolicy> binding, ToIntFunction<String> place) {
        List<ApprovalPolicy> inOrder = new ArrayList<>(policies.inForce());
        inOrder.sort(Comparator.<ApprovalPolicy>comparingInt(policy -> place.applyAsInt(policy.node()))
                .thenComparing(ApprovalPolicy::node)
                .thenComparingInt(policy -> policy.terms().position())
                .thenComparing(policy -> policy.terms().name())
                .thenComparing(ApprovalPolicy::id));
        List<Entry> entries = new ArrayList<>();
        for (ApprovalPolicy policy : inOrder) {
            Entry.Policy entry = new Entry.Policy(policy.node(), 1, policy.terms());
            while (binding.putIfAbsent(entry.key(), policy) != null) {
                entry = new Entry.Policy(policy.node(), entry.number() + 1, policy.terms());
            }
            entries.add(entry);
        }
        return entries;
    }
}
