package io.sextant.api.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Appends to the audit trail. */
@Service
public class AuditTrail {
    private final JdbcClient jdbc;
    private final StateText states;
    private final Clock clock;

    AuditTrail(JdbcClient jdbc, StateText states, Clock clock) {
        this.jdbc = jdbc;
        this.states = states;
        this.clock = clock;
    }

    /** Appends what was done, in the caller's transaction: the entry stands if and only if the change does. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Who who, AuditEvent event) {
        append(who, event, AuditEntry.Result.DONE);
    }

    /** Appends what was refused, in a transaction of its own: nothing that is rolled back takes it along. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void refused(Who who, AuditEvent event) {
        append(who, event, AuditEntry.Result.DENIED);
    }

    private void append(Who who, AuditEvent event, AuditEntry.Result result) {
        RequestOrigin origin = RequestOrigin.current();
        jdbc.sql("""
                        with entry as (
                            insert into audit_entry
                              (at, actor_kind, actor_id, actor_name, on_behalf_of, token_id, action, object_kind, object_id,
                               team, before, after, reason, request_id, address, result)
                            values
                              (:at, :kind, :actor, :name, :behalf, :token, :action, :objectKind, :object,
                               :team, :before::json, :after::json, :reason, :request, :address, :result)
                            returning id)
                        insert into audit_unlinked (entry_id) select id from entry
                        """)
                .param("at", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .param("kind", who.kind().name())
                .param("actor", who.id())
                .param("name", StateText.clean(who.name()))
                .param("behalf", event.onBehalfOf())
                .param("token", origin.tokenId())
                .param("action", event.action())
                .param("objectKind", event.objectKind())
                .param("object", StateText.clean(event.objectId()))
                .param("team", event.team())
                .param("before", states.of(event.before()))
                .param("after", states.of(event.after()))
                .param("reason", StateText.clean(event.reason()))
                .param("request", origin.requestId())
                .param("address", origin.address())
                .param("result", result.name())
                .update();
    }
}
