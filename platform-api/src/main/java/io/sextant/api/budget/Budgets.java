package io.sextant.api.budget;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.pricing.Price;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.TeamId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows and sets budgets. */
@Service
@Transactional
public class Budgets {
    private final BudgetStore store;
    private final BudgetStandings standings;
    private final AuditTrail audit;
    private final Clock clock;

    Budgets(BudgetStore store, BudgetStandings standings, AuditTrail audit, Clock clock) {
        this.store = store;
        this.standings = standings;
        this.audit = audit;
        this.clock = clock;
    }

    /** Every budget the caller may see, by the name of its node. */
    @Transactional(readOnly = true)
    public List<BudgetStanding> visibleTo(Actor actor) {
        Instant now = clock.instant();
        return store.all(now).stream()
                .filter(budget -> maySee(budget, actor))
                .map(budget -> standings.of(budget, now))
                .toList();
    }

    /** The same without how they stand. */
    @Transactional(readOnly = true)
    public List<Budget> all(Actor actor) {
        return store.all(clock.instant()).stream()
                .filter(budget -> maySee(budget, actor))
                .toList();
    }

    /** Those that have reached a threshold in the period that now lies in, by the name of their node. */
    @Transactional(readOnly = true)
    public List<ReachedBudget> reached(Actor actor) {
        Instant now = clock.instant();
        Map<UUID, List<BudgetStanding.Alert>> alerts = standings.alertsOfNow(now);
        return alerts.isEmpty()
                ? List.of()
                : store.all(now).stream()
                        .filter(budget -> alerts.containsKey(budget.id()) && maySee(budget, actor))
                        .map(budget -> new ReachedBudget(
                                budget.id(),
                                budget.nodeName(),
                                budget.nodeKind().equals("TEAM"),
                                highest(alerts.getOrDefault(budget.id(), List.of()))))
                        .toList();
    }

    private static BudgetStanding.Threshold highest(List<BudgetStanding.Alert> alerts) {
        return alerts.stream()
                .map(BudgetStanding.Alert::threshold)
                .max(Comparator.comparingInt(BudgetStanding.Threshold::percent)
                        .thenComparing(threshold -> !threshold.ofForecast()))
                .orElseThrow();
    }

    /** The budget of that id. */
    @Transactional(readOnly = true)
    public BudgetStanding one(UUID id, Actor actor) {
        return standings.of(visible(id, actor), clock.instant());
    }

    /** The nodes that can have a budget: slug and name. */
    @Transactional(readOnly = true)
    public List<Map.Entry<String, String>> nodes() {
        return store.nodes().stream()
                .map(node -> Map.entry(node.slug(), node.name()))
                .toList();
    }

    /** A new budget, in force at once. */
    public BudgetStanding create(BudgetDraft draft, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        BudgetDraft.Stated stated = draft.stated(null);
        String slug = Objects.requireNonNull(draft.node()).strip();
        UUID node = store.node(slug)
                .orElseThrow(() ->
                        new PlatformProblem.NotFound("node", slug, "Choose the organisation, a department or a team."));
        UUID id = UUID.randomUUID();
        try {
            store.add(id, node, stated, Price.CURRENCY, actor.displayName(), clock.instant());
        } catch (DuplicateKeyException e) {
            throw new PlatformProblem.Conflict(
                    "budget-exists",
                    "There is such a budget",
                    slug + " has a budget by " + BudgetDraft.written(stated.period()) + " already.",
                    "Change that one.",
                    Map.of("node", slug));
        }
        audit.record(actor.who(), AuditEvent.of("budget.create", "budget", id).to(visible(id, actor)));
        return one(id, actor);
    }

    /** Another mode or amount, in force at once; what is committed already stays. */
    public BudgetStanding change(UUID id, int revision, BudgetDraft draft, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        Budget budget = visible(id, actor);
        BudgetDraft.Stated stated = draft.stated(budget.period());
        if (!store.change(id, revision, stated, actor.displayName(), clock.instant())) {
            throw stale(budget);
        }
        audit.record(
                actor.who(),
                AuditEvent.of("budget.change", "budget", id).from(budget).to(visible(id, actor)));
        return one(id, actor);
    }

    /** No budget any more from now on; its history stays, and the node can have another one. */
    public void end(UUID id, int revision, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        Budget budget = visible(id, actor);
        if (!store.end(id, revision, actor.displayName(), clock.instant())) {
            throw stale(budget);
        }
        audit.record(actor.who(), AuditEvent.of("budget.end", "budget", id).from(budget));
    }

    /** More for a while. */
    public BudgetStanding raise(
            UUID id, @Nullable BigDecimal amount, @Nullable Instant expiresAt, @Nullable String reason, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        Budget before = visible(id, actor);
        Instant now = clock.instant();
        BudgetDraft.checkRaise(amount, expiresAt, reason, now);
        store.raise(
                id,
                Objects.requireNonNull(amount),
                Objects.requireNonNull(expiresAt),
                Objects.requireNonNull(reason).strip(),
                actor.displayName(),
                now);
        audit.record(
                actor.who(),
                AuditEvent.of("budget.raise", "budget", id)
                        .from(before)
                        .to(visible(id, actor))
                        .because(Objects.requireNonNull(reason).strip()));
        return one(id, actor);
    }

    private static PlatformProblem stale(Budget budget) {
        return new PlatformProblem.StaleVersion(
                "The budget of " + budget.nodeName() + " was changed by " + budget.changedBy() + " meanwhile.");
    }

    private Budget visible(UUID id, Actor actor) {
        return store.find(id, clock.instant())
                .filter(budget -> maySee(budget, actor))
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "budget", id.toString(), "The list of budgets has those you may see."));
    }

    private static boolean maySee(Budget budget, Actor actor) {
        return budget.nodeKind().equals("TEAM")
                ? actor.may(Permission.VIEW_TEAM, new TeamId(budget.nodeId()))
                : actor.mayEverywhere(Permission.VIEW_TEAM);
    }
}
