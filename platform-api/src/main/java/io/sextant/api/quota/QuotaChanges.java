package io.sextant.api.quota;

import io.sextant.api.tenancy.Actor;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The changes of limits: appended, never changed. */
@Repository
class QuotaChanges {
    private final JdbcClient jdbc;
    private final Clock clock;

    QuotaChanges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(QuotaPath.Step step, QuotaTerms before, QuotaPool pool, String reason, Actor actor) {
        QuotaTerms after = step.balance().terms();
        jdbc.sql("""
                        insert into quota_change
                               (node_id, cluster, gpu_product, revision, guaranteed_before, burst_before, lendable_before,
                                open_before, guaranteed_after, burst_after, lendable_after, open_after, changed_by,
                                changed_by_name, reason, at)
                        values (:node, :cluster, :product, :revision, :guaranteedBefore, :burstBefore, :lendableBefore,
                                :openBefore, :guaranteedAfter, :burstAfter, :lendableAfter, :openAfter, :by, :byName, :reason, :at)
                        """)
                .param("node", step.node().id())
                .param("cluster", pool.cluster())
                .param("product", pool.gpuProduct())
                .param("revision", step.balance().revision())
                .param("guaranteedBefore", before.guaranteedGpus())
                .param("burstBefore", before.burstLimitGpus())
                .param("lendableBefore", before.lendableGpus())
                .param("openBefore", before.overcommitted())
                .param("guaranteedAfter", after.guaranteedGpus())
                .param("burstAfter", after.burstLimitGpus())
                .param("lendableAfter", after.lendableGpus())
                .param("openAfter", after.overcommitted())
                .param("by", actor.id().value())
                .param("byName", actor.displayName())
                .param("reason", reason)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
