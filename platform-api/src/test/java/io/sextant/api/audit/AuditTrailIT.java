package io.sextant.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sextant.api.paging.PageRequest;
import io.sextant.api.testing.ApiTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@ApiTest
class AuditTrailIT {
    private static final Who ADA = new Who(Who.Kind.USER, "1", "ada@test.sextant");

    @Autowired
    AuditTrail trail;

    @Autowired
    AuditEntries entries;

    @Autowired
    AuditChain chain;

    @Autowired
    AuditVerification verification;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private final String object = UUID.randomUUID().toString();

    @Test
    void standsOrFallsWithTheChange() {
        transaction.executeWithoutResult(status -> trail.record(ADA, event("first")));
        transaction.executeWithoutResult(status -> {
            trail.record(ADA, event("second"));
            status.setRollbackOnly();
        });

        assertThat(found()).extracting(AuditEntry::reason).containsExactly("first");
        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(() -> trail.record(ADA, event("outside of any transaction")));
    }

    @Test
    void keepsARefusalThoughTheRefusedTransactionIsRolledBack() {
        transaction.executeWithoutResult(status -> {
            trail.refused(Who.nobody(), event("no such password"));
            status.setRollbackOnly();
        });

        assertThat(found()).singleElement().satisfies(entry -> {
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.DENIED);
            assertThat(entry.who()).isEqualTo(Who.nobody());
        });
    }

    @Test
    void keepsStatesButNoSecrets() {
        String token = "sxt_abcdefghijkl_" + "A".repeat(43);
        Map<String, Object> state = Map.of(
                "title",
                "Berlin",
                "newPassword",
                "hunter2",
                "nested",
                List.of(Map.of("secretKey", "s3cret", "note", "use " + token + " for it")));
        transaction.executeWithoutResult(
                status -> trail.record(ADA, event("lost " + token).from(state).inTeam("team-a")));

        assertThat(found()).singleElement().satisfies(entry -> {
            assertThat(entry.before())
                    .contains("\"title\":\"Berlin\"", "use (secret) for it")
                    .doesNotContain("hunter2", "s3cret", "sxt_");
            assertThat(entry.reason()).isEqualTo("lost (secret)");
            assertThat(entry.team()).isEqualTo("team-a");
            assertThat(entry.after()).isNull();
        });
    }

    @Test
    void chainsWhatManyWriteAndManyLinkWithoutAForkOrAGap() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> {
                        for (int i = 0; i < 20; i++) {
                            transaction.executeWithoutResult(status -> trail.record(ADA, event("at once")));
                            chain.link();
                        }
                    }))
                    .toList();
            for (Future<?> thread : running) {
                thread.get();
            }
        }
        linkAll();

        assertThat(found())
                .hasSize(160)
                .allSatisfy(entry -> assertThat(entry.link()).isNotNull());
        assertThat(verification.verify(null)).satisfies(outcome -> {
            assertThat(outcome.intact()).as("%s", outcome.broken()).isTrue();
            assertThat(outcome.verified()).isGreaterThanOrEqualTo(160);
        });
    }

    @Test
    void isRefusedAnyChangeByTheDatabase() {
        recordThree();
        for (String attempt : List.of(
                "update audit_entry set reason = 'other'",
                "delete from audit_entry",
                "truncate audit_entry",
                "update audit_link set position = position + 1",
                "delete from audit_link",
                "truncate audit_link")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .as(attempt)
                    .isThrownBy(() -> jdbc.sql(attempt).update())
                    .havingRootCause()
                    .withMessageContaining("append-only");
        }
    }

    @Test
    void findsOutWhoOwnsTheTablesAndTampers() {
        AuditEntry second = recordThree().get(1);
        long position = link(second).position();
        for (String tampering : List.of(
                "update audit_entry set reason = 'another' where id = :id",
                "update audit_entry set result = 'DENIED' where id = :id",
                "update audit_entry set at = at + interval '1 microsecond' where id = :id",
                "update audit_entry set team = '' where id = :id",
                "update audit_entry set actor_name = 'eve', reason = null where id = :id",
                "delete from audit_entry where id = :id",
                "delete from audit_link where entry_id = :id",
                "update audit_link set hash = sha256('x') where entry_id = :id",
                "update audit_link set previous_hash = sha256('x') where entry_id = :id")) {
            AuditVerification.Outcome outcome = afterTampering(tampering, second.id(), null);

            assertThat(outcome.intact()).as(tampering).isFalse();
            assertThat(outcome.verified()).as(tampering).isEqualTo(position - 1);
            assertThat(outcome.broken())
                    .as(tampering)
                    .extracting(AuditVerification.Break::position)
                    .isEqualTo(position);
        }
        assertThat(verification.verify(null).intact()).isTrue();
    }

    @Test
    void findsOutThatTheEndWasCutOffByALinkThatWasNoted() {
        AuditEntry last = recordThree().getFirst();
        AuditEntry.Link noted = link(last);
        String cut = "with cut as (delete from audit_link where entry_id >= :id returning entry_id)"
                + " delete from audit_entry where id >= :id";

        AuditVerification.Outcome outcome =
                afterTampering(cut, last.id(), new AuditVerification.Noted(noted.position(), noted.hash()));

        assertThat(outcome.broken())
                .extracting(AuditVerification.Break::what)
                .asString()
                .contains("was cut off");
        assertThat(verification
                        .verify(new AuditVerification.Noted(noted.position(), noted.hash()))
                        .intact())
                .isTrue();
        assertThat(verification
                        .verify(new AuditVerification.Noted(noted.position(), "ab".repeat(32)))
                        .intact())
                .isFalse();
    }

    @Test
    void findsOutAnEntryThatWasPutInBesideTheChain() {
        AuditVerification.Outcome outcome = afterTampering(
                "insert into audit_entry (at, actor_kind, actor_name, action, object_kind, object_id, result)"
                        + " select now(), 'PLATFORM', 'x', 'a.b', 'c', 'd', 'DONE' where :id = :id",
                1,
                null);

        assertThat(outcome.broken())
                .extracting(AuditVerification.Break::what)
                .asString()
                .contains("has no place in the chain");
    }

    /** Triggers off, as only the owner can, all of it undone afterwards. */
    private AuditVerification.Outcome afterTampering(
            String sql, long id, AuditVerification.@org.jspecify.annotations.Nullable Noted noted) {
        return transaction.execute(status -> {
            jdbc.sql("alter table audit_entry disable trigger audit_entry_append_only")
                    .update();
            jdbc.sql("alter table audit_link disable trigger audit_link_append_only")
                    .update();
            jdbc.sql(sql).param("id", id).update();
            status.setRollbackOnly();
            return verification.verify(noted);
        });
    }

    private List<AuditEntry> recordThree() {
        for (String reason : List.of("one", "two", "three")) {
            transaction.executeWithoutResult(status -> trail.record(ADA, event(reason)));
        }
        linkAll();
        return found();
    }

    private void linkAll() {
        while (chain.link() > 0) {
            assertThat(chain.head().position()).isPositive();
        }
    }

    private static AuditEntry.Link link(AuditEntry entry) {
        AuditEntry.Link link = entry.link();
        if (link == null) {
            throw new AssertionError("entry " + entry.id() + " is not linked");
        }
        return link;
    }

    private AuditEvent event(String reason) {
        return AuditEvent.of("test.try", "test", object).because(reason);
    }

    /** Newest first. */
    private List<AuditEntry> found() {
        return entries.find(new AuditFilter(null, "test", object, null, null, null, null), PageRequest.of(200, null))
                .items();
    }
}
