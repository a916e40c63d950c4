package io.sextant.api.auditing;

import io.sextant.api.audit.AuditVerification;
import io.sextant.api.jobs.RecurringJob;
import io.sextant.api.notification.Audience;
import io.sextant.api.notification.Notice;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.notification.Notices;
import io.sextant.api.tenancy.Permission;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Computes the audit chain again each day, keeps what came of it, and tells auditors where it does not hold. */
@Configuration(proxyBeanMethods = false)
class CheckChain {
    private static final Duration PAUSE = Duration.ofDays(1);

    private final AuditVerification verification;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    CheckChain(AuditVerification verification, Notices notices, JdbcClient jdbc, TransactionTemplate transaction) {
        this.verification = verification;
        this.notices = notices;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Bean
    RecurringJob checkingTheAuditChain() {
        return new RecurringJob("check-audit-chain", PAUSE, this::check);
    }

    void check() {
        AuditVerification.Outcome outcome = verification.verify(null);
        transaction.executeWithoutResult(status -> keep(outcome));
    }

    private void keep(AuditVerification.Outcome outcome) {
        AuditVerification.Break broken = outcome.broken();
        jdbc.sql("""
                        insert into audit_check (at, intact, verified, hash, problem)
                        values (:at, :intact, :verified, :hash, :problem)
                            on conflict on constraint audit_check_pk do nothing
                        """)
                .param("at", outcome.at().atOffset(ZoneOffset.UTC))
                .param("intact", outcome.intact())
                .param("verified", outcome.verified())
                .param("hash", outcome.hash())
                .param("problem", broken == null ? null : broken.what())
                .update();
        if (broken != null) {
            organisation()
                    .ifPresent(root -> notices.tell(new Notice(
                            NoticeKind.AUDIT_TROUBLE,
                            "audit-chain/" + broken.position() + "/" + broken.entryId(),
                            new Audience.Holders(Permission.VIEW_AUDIT, root),
                            "The audit trail does not hold",
                            broken.what() + " Keep the database and its logs as they are until it is known why.",
                            "/audit/verification")));
        }
    }

    private Optional<UUID> organisation() {
        return jdbc.sql("select id from org_node where kind = 'ORGANISATION'")
                .query(UUID.class)
                .optional();
    }

    /** What came of it last; empty before the first time. */
    Optional<ChainCheck> last() {
        return jdbc.sql("select at, intact, problem from audit_check order by at desc limit 1")
                .query((row, n) -> new ChainCheck(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("intact"),
                        row.getString("problem")))
                .optional();
    }
}
