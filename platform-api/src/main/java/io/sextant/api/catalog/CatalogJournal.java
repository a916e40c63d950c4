package io.sextant.api.catalog;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.tenancy.Actor;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who changed the catalogue and when. */
@Component
class CatalogJournal {
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;

    CatalogJournal(JdbcClient jdbc, ApplicationEventPublisher events, AuditTrail audit) {
        this.jdbc = jdbc;
        this.events = events;
        this.audit = audit;
    }

    /** What can be changed. */
    enum Kind {
        MODEL("model"),
        GPU("gpu");

        private final String key;

        Kind(String key) {
            this.key = key;
        }
    }

    /** What can be done. */
    enum Action {
        ADDED("added", "add"),
        EDITED("edited", "edit"),
        DEPRECATED("deprecated", "deprecate"),
        RESTORED("restored", "restore"),
        REMOVED("removed", "remove");

        private final String key;
        private final String verb;

        Action(String key, String verb) {
            this.key = key;
            this.verb = verb;
        }
    }

    /**
     * Lets one change of the catalogue happen at a time, to the end of the transaction: ids then become visible in their
     * order, so that nobody takes a later one for the last and misses the one before.
     */
    void begin() {
        jdbc.sql("lock table catalog_change in exclusive mode").update();
    }

    /**
     * What was there and what is there now.
     *
     * @param before null for what was added, as {@code after} for what was removed
     */
    record Edit(@Nullable Object before, @Nullable Object after) {}

    void record(Kind kind, String name, Action action, int revision, Edit edit, Actor actor, Instant at) {
        jdbc.sql("""
                        insert into catalog_change (at, actor_id, actor_name, kind, name, action, revision)
                        values (:at, :actor, :actorName, :kind, :name, :action, :revision)
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor.id().value())
                .param("actorName", actor.displayName())
                .param("kind", kind.key)
                .param("name", name)
                .param("action", action.key)
                .param("revision", revision)
                .update();
        audit.record(
                actor.who(),
                AuditEvent.of(kind.key + "." + action.verb, kind.key, name)
                        .from(edit.before())
                        .to(edit.after()));
        events.publishEvent(new CatalogChanged());
    }

    /** Changes whenever the catalogue does. */
    long lastChange() {
        return jdbc.sql("select coalesce(max(id), 0) from catalog_change")
                .query(Long.class)
                .single();
    }
}
