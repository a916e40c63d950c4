package io.sextant.api.planning;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.catalog.Catalogs;
import io.sextant.api.cluster.ClusterCapacity;
import io.sextant.api.cluster.ClusterState;
import io.sextant.api.cluster.preflight.Preflight;
import io.sextant.api.pricing.Price;
import io.sextant.api.pricing.PriceId;
import io.sextant.api.quota.PoolBalance;
import io.sextant.api.quota.QuotaPool;
import io.sextant.planner.frontier.AlternativeGpu;
import io.sextant.planner.frontier.PerformanceSource;
import io.sextant.planner.frontier.Planner;
import io.sextant.planner.units.Percentile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds what a plan is made from, starting from a team with room on H100s and L40Ss. */
final class Situations {
    static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    static final String H100 = "H100-SXM-80GB";
    static final String L40S = "L40S";
    private static final Catalog CATALOG = Catalogs.shipped();

    private PlanRequest request = request(chat(150.0, 25.0, 7000.0));
    private final List<OfferedPool> pools = new ArrayList<>();
    private @Nullable SlaSnapshot sla =
            new SlaSnapshot("profile", 1, "Chat", Percentile.P95, 150.0, 25.0, 7000.0, null);

    private PerformanceSource performance = PerformanceSource.unmeasured();

    private Preflight preflight = Preflight.of(Duration.ZERO, null);

    static Situations empty() {
        return new Situations();
    }

    static Situations roomy() {
        return empty().pool(H100, "2.50", 16, 0, 8, 8).pool(L40S, "1.00", 8, 0, 4, 4);
    }

    static PlanRequest request(PlanSla sla) {
        return new PlanRequest(
                "team",
                "meta/llama-3.1-8b-instruct",
                new PlanWorkload(512, 256, 0.3, 0.3, 0),
                new PlanDemand.RequestRate(5),
                sla,
                PlanLimits.NONE,
                null);
    }

    static PlanSla.Targets chat(@Nullable Double ttftMs, @Nullable Double itlMs, @Nullable Double e2eMs) {
        return new PlanSla.Targets(Percentile.P95, ttftMs, itlMs, e2eMs, null);
    }

    Situations pool(String gpu, String price, int limit, int used, Integer... freePerNode) {
        CatalogGpu product = CATALOG.gpu(gpu);
        pools.add(new OfferedPool(
                product,
                new Price(
                        new PriceId(UUID.nameUUIDFromBytes((gpu + price).getBytes(StandardCharsets.UTF_8))),
                        null,
                        gpu,
                        new BigDecimal(price),
                        NOW,
                        "test",
                        null,
                        null),
                new PoolBalance(new QuotaPool("east", product.productLabel()), limit, used),
                List.of(freePerNode),
                preflight));
        return this;
    }

    /** Of the cluster of the pools that are added from now on. */
    Situations on(Preflight other) {
        preflight = other;
        return this;
    }

    Situations asking(PlanRequest other) {
        request = other;
        return this;
    }

    Situations measured(PerformanceSource other) {
        performance = other;
        return this;
    }

    Situations holding(@Nullable SlaSnapshot other) {
        sla = other;
        return this;
    }

    Situations targets(@Nullable Double ttftMs, @Nullable Double itlMs, @Nullable Double e2eMs) {
        return holding(new SlaSnapshot(null, null, "Own targets", Percentile.P95, ttftMs, itlMs, e2eMs, null));
    }

    PlanSituation situation() {
        return new PlanSituation(
                request,
                CATALOG.model(request.model()),
                pools,
                CATALOG.gpus().stream()
                        .filter(gpu ->
                                pools.stream().noneMatch(pool -> pool.gpu().equals(gpu)))
                        .map(gpu -> new AlternativeGpu(gpu.product(), null))
                        .toList(),
                performance,
                new PlanBasis(
                        pools.stream().map(OfferedPool::priceInForce).toList(),
                        sla,
                        List.of(new PlanBasis.Inventory(
                                "east",
                                ClusterCapacity.Contact.CURRENT,
                                NOW,
                                ClusterState.Kind.ACTIVE,
                                preflight.level()))),
                List.of(),
                NOW);
    }

    PlanAnswer answer() {
        PlanSituation situation = situation();
        ProfileChoices profiles = ProfileChoices.of(situation.model().profiles());
        return new AnswerAssembly(situation, profiles, new Planner().plan(situation.input(profiles))).answer();
    }
}
