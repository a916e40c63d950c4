package io.sextant.api.planning;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.cluster.ClusterCapacity;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.cluster.GpuPool;
import io.sextant.api.pricing.Price;
import io.sextant.api.pricing.PriceBook;
import io.sextant.api.quota.PoolBalance;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import io.sextant.contract.observed.GpuNode;
import io.sextant.planner.cost.Money;
import io.sextant.planner.frontier.AlternativeGpu;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what a request is answered from, as it stands now. */
@Component
class PlanSources {
    private final Teams teams;
    private final Catalog catalog;
    private final SlaChoice slaChoice;
    private final ClusterInventories inventories;
    private final PriceBook prices;
    private final Quotas quotas;
    private final Calibrations calibrations;
    private final Clock clock;

    PlanSources(
            Teams teams,
            Catalog catalog,
            SlaChoice slaChoice,
            ClusterInventories inventories,
            PriceBook prices,
            Quotas quotas,
            Calibrations calibrations,
            Clock clock) {
        this.teams = teams;
        this.catalog = catalog;
        this.slaChoice = slaChoice;
        this.inventories = inventories;
        this.prices = prices;
        this.quotas = quotas;
        this.calibrations = calibrations;
        this.clock = clock;
    }

    PlanSituation gather(PlanRequest request, Actor actor) {
        Instant now = clock.instant();
        Team team = teams.named(request.team(), actor);
        actor.require(Permission.PLAN, team);
        CatalogModel model = catalog.model(request.model());
        SlaSnapshot sla = slaChoice.resolve(request.sla(), team, actor);
        Map<QuotaPool, PoolBalance> balances =
                quotas.balances(team.id()).stream().collect(Collectors.toMap(PoolBalance::pool, Function.identity()));

        List<ClusterCapacity> clusters = inventories.all();
        PlanNotes notes = new PlanNotes(request.limits());
        List<OfferedPool> pools = new ArrayList<>();
        Map<String, Price> pricedSomewhere = new HashMap<>();
        for (ClusterCapacity cluster : clusters) {
            notes.cluster(cluster);
            Map<String, Price> priced = prices.pricesOn(cluster.name(), now);
            priced.forEach(pricedSomewhere::putIfAbsent);
            if (cluster.takesPlacements()) {
                cluster.pools()
                        .forEach(pool ->
                                offered(cluster, pool, priced, balances, notes).ifPresent(pools::add));
            }
        }
        return new PlanSituation(
                request,
                model,
                pools,
                otherGpus(pools, pricedSomewhere),
                calibrations.ofModel(model.architecture()),
                basis(pools, sla, clusters),
                notes.about(pools),
                now);
    }

    private List<AlternativeGpu> otherGpus(List<OfferedPool> pools, Map<String, Price> priced) {
        return catalog.gpus().stream()
                .filter(gpu -> pools.stream().noneMatch(pool -> pool.gpu().equals(gpu)))
                .map(gpu -> new AlternativeGpu(gpu.product(), money(priced.get(gpu.name()))))
                .toList();
    }

    private static @Nullable Money money(@Nullable Price price) {
        return price == null ? null : new Money(price.usdPerGpuHour(), Currency.getInstance(Price.CURRENCY));
    }

    private Optional<OfferedPool> offered(
            ClusterCapacity cluster,
            GpuPool gpus,
            Map<String, Price> priced,
            Map<QuotaPool, PoolBalance> balances,
            PlanNotes notes) {
        Optional<CatalogGpu> gpu = catalog.gpuByLabel(gpus.gpuProduct());
        if (gpu.isEmpty()) {
            notes.unknown(cluster, gpus);
            return Optional.empty();
        }
        Price price = priced.get(gpu.get().name());
        if (price == null) {
            notes.unpriced(cluster, gpu.get());
            return Optional.empty();
        }
        QuotaPool pool = new QuotaPool(cluster.name(), gpus.gpuProduct());
        PoolBalance balance = balances.getOrDefault(pool, new PoolBalance(pool, 0, 0));
        return Optional.of(
                new OfferedPool(gpu.get(), price, balance, freeGpusPerNode(cluster, gpus), cluster.preflight()));
    }

    private static List<Integer> freeGpusPerNode(ClusterCapacity cluster, GpuPool gpus) {
        return cluster.wholeNodes().stream()
                .filter(node -> node.gpuProduct().equals(gpus.gpuProduct()))
                .map(GpuNode::freeGpus)
                .toList();
    }

    private static PlanBasis basis(List<OfferedPool> pools, @Nullable SlaSnapshot sla, List<ClusterCapacity> clusters) {
        return new PlanBasis(
                pools.stream().map(OfferedPool::priceInForce).toList(),
                sla,
                clusters.stream()
                        .map(cluster -> new PlanBasis.Inventory(
                                cluster.name(),
                                cluster.contact(),
                                cluster.observedAt(),
                                cluster.state().kind(),
                                cluster.preflight().level()))
                        .toList());
    }
}
