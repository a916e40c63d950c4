package io.sextant.api.deployment;

import io.sextant.api.quota.QuotaLimitChanged;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Counts the changes of what each cluster should hold. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class DesiredRevisions {
    private final JdbcClient jdbc;
    private final ChangeSignal signal;

    DesiredRevisions(JdbcClient jdbc, ChangeSignal signal) {
        this.jdbc = jdbc;
        this.signal = signal;
    }

    /** To be called in the transaction of the change; the row's lock lets revisions commit in their order. */
    void changed(String cluster) {
        jdbc.sql("""
                        insert into desired_revision as held (cluster, revision) values (:cluster, 1)
                        on conflict on constraint desired_revision_pk do update set revision = held.revision + 1
                        """).param("cluster", cluster).update();
        signal.changed(ChangeSignal.desiredOf(cluster));
    }

    // The ResourceQuota in the team's namespace repeats the limit.
    @EventListener
    void limitChanged(QuotaLimitChanged event) {
        changed(event.pool().cluster());
    }
}
