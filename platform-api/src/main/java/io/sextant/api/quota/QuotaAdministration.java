package io.sextant.api.quota;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.TeamId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives the nodes of the organisation their quota, or says what that would do. */
@Service
@Transactional
public class QuotaAdministration {
    private final QuotaRows rows;
    private final QuotaChanges changes;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;

    QuotaAdministration(
            QuotaRows rows, QuotaChanges changes, JdbcClient jdbc, ApplicationEventPublisher events, AuditTrail audit) {
        this.rows = rows;
        this.changes = changes;
        this.jdbc = jdbc;
        this.events = events;
        this.audit = audit;
    }

    /** What the edit would do now; refused as the change itself would be. */
    @Transactional(readOnly = true)
    public QuotaPreview preview(String node, QuotaPool pool, QuotaEdit edit, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        QuotaNode changed = named(node);
        requireOpenCluster(pool, edit.terms());
        QuotaTree before = rows.tree(pool);
        return QuotaPreview.of(before, edited(before, changed, edit), changed);
    }

    /**
     * Makes the change.
     *
     * @param seen revision that it is meant for; null for whatever there is
     */
    public QuotaStanding change(String node, QuotaPool pool, QuotaEdit edit, @Nullable Integer seen, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        QuotaNode changed = named(node);
        // Whoever retires the cluster waits until this transaction has ended, or this one waits and sees it retired.
        requireOpenCluster(pool, edit.terms(), " for share");
        QuotaTree before = rows.lockedTree(pool);
        requireSeen(changed, before.step(changed.id()).balance(), seen);
        QuotaTree after = edited(before, changed, edit);
        rows.write(before, after);
        tell(before, rows.tree(pool), changed, edit, actor);
        return rows.tree(pool).standing(changed.id());
    }

    /** Keeps everybody else from giving quota, and nodes from moving, until the transaction ends; bookings go on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepToOneself(Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        rows.lockAdministration();
    }

    private void tell(QuotaTree before, QuotaTree after, QuotaNode changed, QuotaEdit edit, Actor actor) {
        for (QuotaPath.Step step : after.steps()) {
            BalanceRow earlier = before.step(step.node().id()).balance();
            if (step.balance().revision() != earlier.revision()) {
                boolean own = step.node().equals(changed);
                // Members of every team below the node read its history.
                String shown = own ? edit.reason() : "Raised with the quota of a node below it.";
                changes.add(step, earlier.terms(), after.pool(), shown, actor);
                audit.record(
                        actor.who(),
                        AuditEvent.of("quota.change", "quota", step.node().slug() + " " + after.pool())
                                .inTeam(
                                        step.node().kind() == QuotaNode.Kind.TEAM
                                                ? step.node().slug()
                                                : null)
                                .from(earlier.terms())
                                .to(step.balance().terms())
                                .because(own ? edit.reason() : "Raised with the quota of " + changed.name() + "."));
                if (step.node().kind() == QuotaNode.Kind.TEAM) {
                    events.publishEvent(
                            new QuotaLimitChanged(new TeamId(step.node().id()), after.pool()));
                }
            }
        }
    }

    private static QuotaTree edited(QuotaTree before, QuotaNode node, QuotaEdit edit) {
        QuotaTree lowered = before.with(node.id(), edit.terms());
        QuotaTree after = edit.raiseAbove() ? lowered.raisedAbove(node.id()) : lowered;
        ChildrenFit.require(after, after.step(node.id()));
        after.parent(node.id()).ifPresent(parent -> ChildrenFit.require(after, parent));
        return after;
    }

    private static void requireSeen(QuotaNode node, BalanceRow balance, @Nullable Integer seen) {
        if (seen != null && seen != balance.revision()) {
            throw new PlatformProblem.StaleVersion(
                    "The quota of %s is at revision %d now; this change was meant for %d."
                            .formatted(node.name(), balance.revision(), seen));
        }
    }

    /** Refuses to give anything on a cluster that is unknown or retired. */
    void requireOpenCluster(QuotaPool pool, QuotaTerms terms) {
        requireOpenCluster(pool, terms, "");
    }

    private void requireOpenCluster(QuotaPool pool, QuotaTerms terms, String lock) {
        Optional<String> state = jdbc.sql("select state from cluster where name = :cluster" + lock)
                .param("cluster", pool.cluster())
                .query(String.class)
                .optional();
        if (state.isEmpty()) {
            throw new PlatformProblem.NotFound(
                    "cluster", pool.cluster(), "GET /api/v1/clusters lists the clusters there are.");
        }
        if (state.get().equals("RETIRED") && terms.burstLimitGpus() > 0) {
            throw new PlatformProblem.Conflict(
                    "cluster-retired",
                    "The cluster is retired",
                    "Cluster %s is retired, so no quota can be given on it any more.".formatted(pool.cluster()),
                    "Give quota on another cluster; on this one it can only be set to 0.",
                    Map.of("cluster", pool.cluster()));
        }
    }

    private QuotaNode named(String slug) {
        return rows.nodeNamed(slug).orElseThrow(() -> missing(slug));
    }

    static PlatformProblem missing(String slug) {
        return new PlatformProblem.NotFound(
                "node", slug, "GET /api/v1/quotas lists the nodes of the organisation that you may see.");
    }
}
