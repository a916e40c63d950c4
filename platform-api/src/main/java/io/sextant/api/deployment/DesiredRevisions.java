package io.sextant.api.deployment;

import io.sextant.api.quota.QuotaLimitChanged;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Counts the changes of what each cluster should hold, and keeps at which one each part changed last. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class DesiredRevisions {
    private enum Kind {
        DEPLOYMENT,
        NAMESPACE
    }

    private final JdbcClient jdbc;
    private final ChangeSignal signal;

    DesiredRevisions(JdbcClient jdbc, ChangeSignal signal) {
        this.jdbc = jdbc;
        this.signal = signal;
    }

    /** To be called in the transaction of the change; the row's lock lets revisions commit in their order. */
    void changed(Deployment deployment) {
        changed(deployment.cluster(), Kind.DEPLOYMENT, deployment.id());
    }

    // The ResourceQuota in the team's namespace repeats the limit.
    @EventListener
    void limitChanged(QuotaLimitChanged event) {
        changed(event.pool().cluster(), Kind.NAMESPACE, event.team().value());
    }

    private void changed(String cluster, Kind kind, UUID subject) {
        long revision =
                jdbc.sql("""
                        insert into desired_revision as held (cluster, revision) values (:cluster, 1)
                        on conflict on constraint desired_revision_pk do update set revision = held.revision + 1
                        returning revision
                        """).param("cluster", cluster).query(Long.class).single();
        jdbc.sql("""
                        insert into desired_change (cluster, kind, subject, revision)
                        values (:cluster, :kind, :subject, :revision)
                        on conflict on constraint desired_change_pk do update set revision = excluded.revision
                        """)
                .param("cluster", cluster)
                .param("kind", kind.name())
                .param("subject", subject)
                .param("revision", revision)
                .update();
        signal.changed(ChangeSignal.desiredOf(cluster));
    }
}
