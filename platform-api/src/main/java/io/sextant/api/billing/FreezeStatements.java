package io.sextant.api.billing;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.usage.AccountingMonths;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Closes a month and keeps its statements, all or nothing. */
@Service
@Transactional
class FreezeStatements {
    private final AccountingMonths months;
    private final Statements statements;
    private final StatementStore store;
    private final AuditTrail audit;

    FreezeStatements(AccountingMonths months, Statements statements, StatementStore store, AuditTrail audit) {
        this.months = months;
        this.statements = statements;
        this.store = store;
        this.audit = audit;
    }

    void require(Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
    }

    void freeze(YearMonth month, Actor actor) {
        require(actor);
        months.holdStill();
        if (months.closing(month).isPresent()) {
            throw refused(month, "month-closed", "is closed already", "What comes late is billed into the next month.");
        }
        Optional<YearMonth> next =
                months.lastClosed().map(last -> last.plusMonths(1)).or(months::firstCharged);
        if (next.isEmpty() || !next.get().equals(month)) {
            throw refused(
                    month,
                    "month-not-next",
                    "is not the next month to close",
                    next.map(first -> "Close " + first + " first.").orElse("Nothing has been charged yet."));
        }
        if (!months.isSealed(month)) {
            throw refused(
                    month,
                    "month-open",
                    "is not over, or its last hours are not sealed yet",
                    "Close it later: its last hour ends at " + months.calendar().end(month) + ".");
        }
        months.close(month, actor.displayName());
        store.freeze(month, statements.drawn(month));
        audit.record(actor.who(), AuditEvent.of("statement.close-month", "month", month));
    }

    private static PlatformProblem.Conflict refused(YearMonth month, String type, String why, String remedy) {
        return new PlatformProblem.Conflict(
                type, "The month cannot be closed", month + " " + why + ".", remedy, Map.of("month", month.toString()));
    }
}
