package io.sextant.web.quotas;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.quota.QuotaOverview;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.tenancy.Actor;
import io.sextant.web.layout.Option;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The pools to choose from: those that clusters have reported, and those that the reader's nodes were given quota in. */
@Component
class KnownPools {
    private final ClusterInventories clusters;
    private final QuotaOverview overview;
    private final Catalog catalog;

    KnownPools(ClusterInventories clusters, QuotaOverview overview, Catalog catalog) {
        this.clusters = clusters;
        this.overview = overview;
        this.catalog = catalog;
    }

    List<Option> options(Actor actor) {
        SortedSet<QuotaPool> pools = new TreeSet<>();
        clusters.all()
                .forEach(cluster ->
                        cluster.pools().forEach(pool -> pools.add(new QuotaPool(cluster.name(), pool.gpuProduct()))));
        overview.pools(actor).forEach(pool -> pools.add(pool.pool()));
        return pools.stream()
                .map(pool -> new Option(
                        QuotaController.key(pool), catalog.gpuName(pool.gpuProduct()) + " in " + pool.cluster()))
                .toList();
    }
}
