package io.sextant.api.usage;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.pricing.Price;
import io.sextant.api.pricing.PriceBook;
import io.sextant.contract.observed.ReplicaInterval;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Turns what a cluster reports of its replicas into hourly use.
 *
 * <p>Hours are always computed from all intervals that touch them, so a report that comes twice or late changes nothing
 * it should not. The caller's transaction keeps two reports on one deployment apart.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class MeterReplicas {
    private final GpuIntervals intervals;
    private final Catalog catalog;
    private final PriceBook prices;
    private final JdbcClient jdbc;

    MeterReplicas(GpuIntervals intervals, Catalog catalog, PriceBook prices, JdbcClient jdbc) {
        this.intervals = intervals;
        this.catalog = catalog;
        this.prices = prices;
        this.jdbc = jdbc;
    }

    /** Takes the replicas of one report. */
    public void meter(MeteredDeployment deployment, List<ReplicaInterval> replicas) {
        replicas.stream()
                .filter(replica -> replica.gpus() > 0)
                .flatMap(replica -> intervals.keep(deployment, replica).stream())
                .min(Comparator.naturalOrder())
                .ifPresent(changed -> computeFrom(deployment, HourlyUse.hourOf(changed)));
    }

    private void computeFrom(MeteredDeployment deployment, Instant hour) {
        List<GpuHold> holds = intervals.heldSince(deployment.id(), hour);
        Instant last = holds.stream()
                .map(GpuHold::until)
                .max(Comparator.naturalOrder())
                .map(HourlyUse::hourOf)
                .orElse(hour);
        Map<HourlyUse.Bucket, BigDecimal> seconds = HourlyUse.gpuSeconds(holds, hour, last);
        // An end that was reported late may take hours away again.
        jdbc.sql("delete from usage_hour where deployment_id = :deployment and cluster = :cluster and hour >= :hour")
                .param("deployment", deployment.id())
                .param("cluster", deployment.cluster())
                .param("hour", hour.atOffset(ZoneOffset.UTC))
                .update();
        seconds.forEach((bucket, value) -> insert(deployment, bucket, value));
    }

    private void insert(MeteredDeployment deployment, HourlyUse.Bucket bucket, BigDecimal gpuSeconds) {
        Optional<Price> price = price(deployment.cluster(), bucket);
        Optional<BigDecimal> rate = price.map(Price::usdPerGpuHour);
        Optional<UUID> priceId = price.map(found -> found.id().value());
        jdbc.sql("""
                        insert into usage_hour (deployment_id, cluster, gpu_product, hour, deployment_name, team_id,
                                                gpu_seconds, price_id, rate, cost)
                        values (:deployment, :cluster, :product, :hour, :name, :team, :seconds, :price, :rate, :cost)
                        """)
                .param("deployment", deployment.id())
                .param("cluster", deployment.cluster())
                .param("product", bucket.gpuProduct())
                .param("hour", bucket.hour().atOffset(ZoneOffset.UTC))
                .param("name", deployment.name())
                .param("team", deployment.team().value())
                .param("seconds", gpuSeconds)
                .param("price", priceId.orElse(null))
                .param("rate", rate.orElse(null))
                .param(
                        "cost",
                        rate.map(value -> HourlyUse.cost(gpuSeconds, value)).orElse(null))
                .update();
    }

    private Optional<Price> price(String cluster, HourlyUse.Bucket bucket) {
        return catalog.gpuByLabel(bucket.gpuProduct()).flatMap(gpu -> prices.find(cluster, gpu.name(), bucket.hour()));
    }
}
