package io.sextant.api.reclaim;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.isolation.AllTeams;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.LendableGpus;
import io.sextant.api.quota.LendableGpus.Ending;
import io.sextant.api.quota.LendableGpus.Lent;
import io.sextant.api.quota.LendableGpus.Owed;
import io.sextant.api.quota.StoppableWork.Running;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamId;
import io.sextant.api.tenancy.Teams;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets teams ask back GPUs that they lend. */
@Service
@Transactional
public class Reclaims {
    private final ReclaimRows rows;
    private final LendableGpus lendable;
    private final CarryOutReclaim carrying;
    private final ReclaimSettings settings;
    private final Teams teams;
    private final AuditTrail audit;
    private final Clock clock;

    Reclaims(
            ReclaimRows rows,
            LendableGpus lendable,
            CarryOutReclaim carrying,
            ReclaimSettings settings,
            Teams teams,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.lendable = lendable;
        this.carrying = carrying;
        this.settings = settings;
        this.teams = teams;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Asks them back: from now on they are the team's, and who borrowed them is warned.
     *
     * <p>One is open for a team and pool at a time.
     */
    public ReclaimStanding ask(ReclaimWish wish, Actor actor) {
        Team team = asking(wish, actor);
        requireNoneOpen(wish, team);
        Instant now = clock.instant();
        // Under its lock, so that nobody takes what is free between the look and the keeping.
        Lent before = lendable.keep(team.id(), wish.pool(), wish.gpus());
        requireLent(wish, team, before);
        requireNoOverhang(wish, team);
        UUID id = rows.add(team.id(), wish, wish.gpus() - before.freeGpus(), actor, now, endsAt(now))
                .orElseThrow(() -> open(wish, team));
        audit.record(
                actor.who(),
                AuditEvent.of("quota-reclaim.ask", "quota-reclaim", id)
                        .inTeam(team.slug())
                        .to(Map.of("pool", wish.pool().toString(), "gpus", wish.gpus()))
                        .because(wish.reason()));
        AllTeams.run(() -> carrying.look(wish.pool()));
        return one(id, actor);
    }

    /** What asking would do now; refused as asking itself would be. */
    @Transactional(readOnly = true)
    public ReclaimEffect effect(ReclaimWish wish, Actor actor) {
        Team team = asking(wish, actor);
        requireNoneOpen(wish, team);
        Lent lent = lendable.of(team.id(), wish.pool());
        requireLent(wish, team, lent);
        requireNoOverhang(wish, team);
        int fromOthers = wish.gpus() - lent.freeGpus();
        Ending ending = AllTeams.call(() -> carrying.effect(wish.pool(), new Owed(team.id(), fromOthers), wish.gpus()));
        Instant now = clock.instant();
        Instant stopsAt = now.plus(settings.grace());
        return new ReclaimEffect(
                lent.freeGpus(),
                Math.max(0, fromOthers - ending.missingGpus()),
                Math.min(fromOthers, ending.missingGpus()),
                ending.works().size(),
                ending.works().stream().mapToInt(Running::gpus).sum(),
                stopsAt,
                endsAt(now),
                actor.mayEverywhere(Permission.VIEW_TEAM)
                        ? ending.works().stream()
                                .map(work -> borrower(work, stopsAt))
                                .toList()
                        : List.of());
    }

    /** Takes it back; for anybody who may ask for the team. */
    public ReclaimStanding withdraw(UUID id, int revision, Actor actor) {
        Reclaim reclaim = visible(id, actor);
        actor.require(Permission.DEPLOY, teams.byId(reclaim.teamId()).orElseThrow(() -> missing(id)));
        if (reclaim.state() != Reclaim.State.OPEN) {
            throw new PlatformProblem.Conflict(
                    "reclaim-over",
                    "It is over already",
                    "What %s asked back is lent again.".formatted(reclaim.teamName()),
                    "Ask again if they are needed once more.",
                    Map.of("state", reclaim.state().name()));
        }
        if (reclaim.revision() != revision || !AllTeams.call(() -> carrying.end(reclaim, actor))) {
            throw new PlatformProblem.StaleVersion("The reclaim of " + reclaim.teamName() + " has changed meanwhile.");
        }
        return one(id, actor);
    }

    /** One that the reader may see. */
    @Transactional(readOnly = true)
    public ReclaimStanding one(UUID id, Actor actor) {
        return standing(visible(id, actor), actor);
    }

    /** Those that the reader may see: open ones first, then newest first. */
    @Transactional(readOnly = true)
    public List<Reclaim> visibleTo(Actor actor) {
        return rows.all().stream()
                .filter(reclaim -> actor.may(Permission.VIEW_TEAM, reclaim.teamId()))
                .toList();
    }

    /** When a deployment that the reader may see is stopped, since others need the GPUs that it borrowed. */
    @Transactional(readOnly = true)
    public Optional<Instant> stopOf(UUID deployment) {
        return rows.stopOf(deployment);
    }

    private Team asking(ReclaimWish wish, Actor actor) {
        Team team = teams.active(wish.team(), actor);
        actor.require(Permission.DEPLOY, team);
        return team;
    }

    private void requireNoneOpen(ReclaimWish wish, Team team) {
        if (lendable.of(team.id(), wish.pool()).reclaims()) {
            throw open(wish, team);
        }
    }

    private void requireNoOverhang(ReclaimWish wish, Team team) {
        int overhang = lendable.overhangGpus(team.id(), wish.pool());
        if (overhang > 0) {
            throw new PlatformProblem.Conflict(
                    "above-lowered-limit",
                    "A limit above was lowered below what is held",
                    "A node above %s holds %d GPUs of %s more than it may since its limit was lowered; what comes back goes to that first."
                            .formatted(team.name(), overhang, wish.pool()),
                    "Ask a platform administrator to raise the limit, or wait until use has fallen below it.",
                    Map.of("node", team.name(), "pool", wish.pool().toString()));
        }
    }

    private PlatformProblem open(ReclaimWish wish, Team team) {
        Map<String, Object> facts =
                new HashMap<>(Map.of("node", team.name(), "pool", wish.pool().toString()));
        rows.open(wish.pool()).stream()
                .filter(reclaim -> reclaim.teamId().equals(team.id()))
                .forEach(reclaim -> facts.put("reclaim", reclaim.id()));
        return new PlatformProblem.Conflict(
                "reclaim-open",
                "GPUs are asked back already",
                "%s has asked GPUs of %s back already.".formatted(team.name(), wish.pool()),
                "Wait until they are there, or withdraw that reclaim and ask for all that are needed.",
                facts);
    }

    private static void requireLent(ReclaimWish wish, Team team, Lent lent) {
        if (lent.contested()) {
            throw new PlatformProblem.Conflict(
                    "nothing-set-aside",
                    "Nothing is set aside for the team",
                    "A node above %s is openly overcommitted in %s: who comes first has the GPUs."
                            .formatted(team.name(), wish.pool()),
                    "Ask a platform administrator for quota that others do not share.",
                    Map.of("pool", wish.pool().toString()));
        }
        if (wish.gpus() > lent.reachableGpus()) {
            throw new PlatformProblem.Invalid(
                    "/gpus",
                    "not-guaranteed",
                    "%s is guaranteed %d GPUs of %s and holds %d itself, so at most %d can be asked back."
                            .formatted(
                                    team.name(),
                                    lent.guaranteedGpus(),
                                    wish.pool(),
                                    lent.heldGpus(),
                                    lent.reachableGpus()));
        }
        if (wish.gpus() <= lent.freeGpus()) {
            throw new PlatformProblem.Invalid(
                    "/gpus",
                    "free-already",
                    "%d GPUs of %s are free for %s now: submit what needs them."
                            .formatted(lent.freeGpus(), wish.pool(), team.name()));
        }
    }

    private ReclaimStanding standing(Reclaim reclaim, Actor actor) {
        List<Borrower> all = AllTeams.call(() -> rows.borrowers(reclaim.id()));
        List<Borrower> coming = all.stream().filter(Borrower::runs).toList();
        boolean open = reclaim.state() == Reclaim.State.OPEN;
        Lent lent = lendable.of(reclaim.teamId(), reclaim.pool());
        return new ReclaimStanding(
                reclaim,
                open ? Math.min(lent.freeGpus(), lent.reachableGpus()) : 0,
                open ? lent.comingGpus() : 0,
                open ? AllTeams.call(() -> carrying.missing(reclaim)) : 0,
                coming.size(),
                coming.stream().map(Borrower::stopsAt).max(Instant::compareTo).orElse(null),
                all.stream()
                        .filter(borrower -> actor.may(Permission.VIEW_TEAM, borrower.teamId()))
                        .toList());
    }

    private Reclaim visible(UUID id, Actor actor) {
        return rows.find(id)
                .filter(reclaim -> actor.may(Permission.VIEW_TEAM, reclaim.teamId()))
                .orElseThrow(() -> missing(id));
    }

    private Borrower borrower(Running work, Instant stopsAt) {
        return new Borrower(
                work.deployment(), work.name(), work.team(), teamName(work.team()), work.gpus(), stopsAt, null);
    }

    private String teamName(TeamId team) {
        return teams.byId(team).map(Team::name).orElse("");
    }

    private Instant endsAt(Instant now) {
        return now.plus(settings.grace()).plus(settings.keep());
    }

    private static PlatformProblem missing(UUID id) {
        return new PlatformProblem.NotFound(
                "quota-reclaim", id.toString(), "GET /api/v1/quota-reclaims lists those that you may see.");
    }
}
