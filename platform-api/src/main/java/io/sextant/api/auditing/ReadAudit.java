package io.sextant.api.auditing;

import io.sextant.api.audit.AuditEntries;
import io.sextant.api.audit.AuditEntry;
import io.sextant.api.audit.AuditFilter;
import io.sextant.api.audit.AuditVerification;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Lets auditors and administrators read the audit trail. */
@Service
public class ReadAudit {
    private static final int BATCH = 500;

    private final AuditEntries entries;
    private final AuditVerification verification;
    private final CheckChain checks;

    ReadAudit(AuditEntries entries, AuditVerification verification, CheckChain checks) {
        this.entries = entries;
        this.verification = verification;
        this.checks = checks;
    }

    /** A page of entries, newest first. */
    public Page<AuditEntry> find(AuditFilter filter, PageRequest request, Actor actor) {
        actor.requireEverywhere(Permission.VIEW_AUDIT);
        return entries.find(filter, request);
    }

    /** One entry. */
    public AuditEntry one(long id, Actor actor) {
        actor.requireEverywhere(Permission.VIEW_AUDIT);
        return entries.one(id)
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "audit-entry", Long.toString(id), "GET /api/v1/audit/entries lists the entries there are."));
    }

    /** Every entry that the filter lets through, newest first, read a few at a time. */
    public void each(AuditFilter filter, Actor actor, Consumer<AuditEntry> take) {
        actor.requireEverywhere(Permission.VIEW_AUDIT);
        List<AuditEntry> batch = entries.before(filter, Long.MAX_VALUE, BATCH);
        while (!batch.isEmpty()) {
            batch.forEach(take);
            batch = entries.before(filter, batch.getLast().id(), BATCH);
        }
    }

    /** What came of computing the chain again the last time that the platform did by itself; empty before the first. */
    public Optional<ChainCheck> lastCheck(Actor actor) {
        actor.requireEverywhere(Permission.VIEW_AUDIT);
        return checks.last();
    }

    /**
     * Computes the chain again.
     *
     * @param noted a link that somebody noted earlier, which the chain must still have; null for none
     */
    public AuditVerification.Outcome verify(AuditVerification.@Nullable Noted noted, Actor actor) {
        actor.requireEverywhere(Permission.VIEW_AUDIT);
        return verification.verify(noted);
    }
}
