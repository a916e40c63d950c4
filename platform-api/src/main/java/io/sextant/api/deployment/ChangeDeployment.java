package io.sextant.api.deployment;

import io.sextant.api.approval.ApprovalRequest;
import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.audit.Who;
import io.sextant.api.deployment.GenerationStore.Stored;
import io.sextant.api.deployment.manifest.ManifestDiff;
import io.sextant.api.deployment.manifest.PodTemplate;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.deployment.status.StartEstimate;
import io.sextant.api.planning.MakePlan;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.contract.desired.Manifest;
import io.sextant.contract.desired.Presence;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stops, starts, resizes, replans and rolls back deployments: one way for all, since each is a new generation with its
 * content, its quota and its manifests, all or nothing.
 *
 * <p>A generation whose pods have to be other ones gets a NIMService of its own beside the one that serves: the deployer moves
 * the address when the new one answers, and only then removes the old one. Until that was seen both hold GPUs.
 *
 * <p>More GPUs are reserved in the same transaction; fewer are given back when the cluster has let go of them.
 */
@Service
@Transactional
public class ChangeDeployment {
    private final DeploymentStore store;
    private final DeploymentAccess access;
    private final SubmissionKeys keys;
    private final GenerationStore generations;
    private final TargetCluster target;
    private final ReleaseStore releases;
    private final MakePlan planner;
    private final ManifestStore manifests;
    private final BlueprintDrawing drawing;
    private final PlanSnapshots snapshots;
    private final ChangeQuota quota;
    private final Admission admission;
    private final DesiredRevisions revisions;
    private final DeploymentHistory history;
    private final LeaseTerms leases;
    private final ChangeSignal signal;
    private final AuditTrail audit;
    private final Clock clock;

    ChangeDeployment(
            DeploymentStore store,
            DeploymentAccess access,
            SubmissionKeys keys,
            GenerationStore generations,
            TargetCluster target,
            ReleaseStore releases,
            MakePlan planner,
            ManifestStore manifests,
            BlueprintDrawing drawing,
            PlanSnapshots snapshots,
            ChangeQuota quota,
            Admission admission,
            DesiredRevisions revisions,
            DeploymentHistory history,
            LeaseTerms leases,
            ChangeSignal signal,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.access = access;
        this.keys = keys;
        this.generations = generations;
        this.target = target;
        this.releases = releases;
        this.planner = planner;
        this.manifests = manifests;
        this.drawing = drawing;
        this.snapshots = snapshots;
        this.quota = quota;
        this.admission = admission;
        this.revisions = revisions;
        this.history = history;
        this.leases = leases;
        this.signal = signal;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the change would do now; nothing is written. */
    @Transactional(readOnly = true)
    public ChangePreview preview(DeploymentId id, DeploymentChange change, Actor actor) {
        Deployment deployment = store.findById(id.value()).orElseThrow(() -> access.absent(id));
        Team team = access.require(Permission.DEPLOY, deployment.team(), id, actor);
        requireWanted(deployment);
        NextGeneration next = next(deployment, change, false, actor);
        DrawnGeneration drawn = draw(deployment, next, team, By.of(actor));
        ChangePreview.Quota needed = quota.preview(deployment, drawn, team);
        return new ChangePreview(
                id,
                deployment.generation(),
                DeploymentShape.of(next.current().content()),
                DeploymentShape.of(drawn.stored().content()),
                needed,
                drawn.rollOver(),
                change instanceof DeploymentChange.Replan
                        ? drawn.stored().content().plan().digest()
                        : null,
                ManifestDiff.between(manifests.newest(id), drawn.manifests()),
                Stream.concat(
                                new ChangeNotes(next, drawn.stored(), drawn.rollOver(), needed).all().stream(),
                                admission.needed(deployment, next, drawn, team).stream())
                        .toList());
    }

    /**
     * Makes the change.
     *
     * @param generation that the caller has seen; refused where it is another by now
     * @param idempotencyKey chosen by the caller, the same for every attempt at one change
     * @return whether the same key had made the change before
     */
    public boolean change(
            DeploymentId id, DeploymentChange change, long generation, String idempotencyKey, Actor actor) {
        Deployment deployment = store.lock(id.value()).orElseThrow(() -> access.absent(id));
        Team team = access.require(Permission.DEPLOY, deployment.team(), id, actor);
        Asked asked = new Asked(id, change.getClass().getSimpleName(), change, generation);
        if (keys.earlier(actor.id(), idempotencyKey, asked).isPresent()) {
            return true;
        }
        requireWanted(deployment);
        requireCurrent(deployment, generation);
        NextGeneration next = next(deployment, change, true, actor);
        admission.voidWaiting(deployment, team, actor);
        DrawnGeneration drawn = draw(deployment, next, team, By.of(actor));
        if (admission.waits(deployment, next, drawn, team, actor)) {
            tellThatItWaits(deployment, next, drawn, actor);
        } else {
            carryOut(deployment, next, drawn, team, By.of(actor));
        }
        keys.remember(actor.id(), idempotencyKey, asked, id);
        return false;
    }

    /**
     * Stops one that runs, by the platform itself and for that reason; false where nothing was to be stopped.
     *
     * @param still asked once nobody else can change the deployment
     */
    boolean stop(DeploymentId id, String why, BooleanSupplier still) {
        Deployment deployment = store.lock(id.value()).orElseThrow(() -> access.absent(id));
        if (!deployment.isToRun() || deployment.isAwaitingApproval() || !still.getAsBoolean()) {
            return false;
        }
        Team team = access.team(deployment);
        By platform = new By("Sextant", Who.platform(), why);
        admission.voidWaiting(deployment, team, platform.who(), platform.name(), "The deployment is stopped. " + why);
        NextGeneration next = next(deployment, new DeploymentChange.Stop(), null);
        carryOut(deployment, next, draw(deployment, next, team, platform), team, platform);
        return true;
    }

    /** Carries out what others approved: exactly the plan that they were shown. */
    void carryOutApproved(
            Deployment deployment, DeploymentChange change, AskedPlan asked, ApprovalRequest request, Team team) {
        requireWanted(deployment);
        requireCurrent(deployment, request.generation() - 1);
        By asker = new By(
                request.askedByName(),
                new Who(Who.Kind.USER, request.askedBy().toString(), request.askedByName()),
                null);
        NextGeneration next = next(deployment, change, change instanceof DeploymentChange.Replan ? asked.plan() : null);
        carryOut(deployment, next, draw(deployment, next, team, asker), team, asker);
    }

    private void tellThatItWaits(Deployment deployment, NextGeneration next, DrawnGeneration drawn, Actor actor) {
        history.add(
                deployment,
                DeploymentEvent.Kind.STATUS,
                actor.displayName(),
                null,
                "Asked for, and waits for approval: "
                        + sentence(next.change(), drawn.stored().content()));
        audit.record(
                actor.who(),
                AuditEvent.of("deployment." + verbOf(next.change()) + "-asked", "deployment", deployment.id())
                        .to(AuditedDeployment.of(deployment, drawn.stored().content())));
        signal.changed(ChangeSignal.of(new DeploymentId(deployment.id())));
    }

    private NextGeneration next(Deployment deployment, DeploymentChange change, boolean accepted, Actor actor) {
        PlanProposal replanned = change instanceof DeploymentChange.Replan replan
                ? replanned(
                        deployment,
                        generations
                                .all(new DeploymentId(deployment.id()))
                                .getLast()
                                .content()
                                .plan(),
                        replan,
                        accepted,
                        actor)
                : null;
        return next(deployment, change, replanned);
    }

    private NextGeneration next(Deployment deployment, DeploymentChange change, @Nullable PlanProposal replanned) {
        DeploymentId id = new DeploymentId(deployment.id());
        List<Stored> past = generations.all(id);
        Set<String> open = releases.open(id).stream().map(Release::service).collect(Collectors.toSet());
        return new NextGeneration(
                deployment.name(),
                past,
                open,
                change,
                deployment.readyGeneration(),
                replanned,
                new WeightsVolume(target.sharesWeights(deployment.cluster())));
    }

    private PlanProposal replanned(
            Deployment deployment, PlanProposal now, DeploymentChange.Replan replan, boolean accepted, Actor actor) {
        String digest = accepted ? replan.acceptedDigest() : null;
        PlanProposal plan =
                AcceptablePlan.of(planner.plan(OwnQuestion.of(now, replan.candidate()), actor), digest, null);
        if (!plan.placement().cluster().equals(deployment.cluster())) {
            throw new PlatformProblem.Conflict(
                    "other-cluster",
                    "The candidate runs in another cluster",
                    "%s runs in %s, the candidate would run in %s; a deployment stays in its cluster."
                            .formatted(
                                    deployment.name(),
                                    deployment.cluster(),
                                    plan.placement().cluster()),
                    "Choose a candidate in " + deployment.cluster() + ", or submit a new deployment.",
                    Map.of("cluster", deployment.cluster()));
        }
        return plan;
    }

    /** In place where the pods stay, else beside what runs. */
    private DrawnGeneration draw(Deployment deployment, NextGeneration next, Team team, By by) {
        DeploymentId id = new DeploymentId(deployment.id());
        if (!deployment.isToRun() && !next.content().isStopped()) {
            leases.requireNotOver(id, deployment.name());
        }
        Instant now = clock.instant();
        return next.inPlace(by.name(), now)
                .map(stored -> new DrawnGeneration(stored, drawing.render(id, deployment.name(), team, stored), false))
                .filter(drawn -> !PodTemplate.differs(
                        service(manifests.of(
                                id, next.newestOf(drawn.stored().service()).number())),
                        service(drawn.manifests())))
                .orElseGet(() -> {
                    Stored stored = next.rollingOver(by.name(), now);
                    return new DrawnGeneration(stored, drawing.render(id, deployment.name(), team, stored), true);
                });
    }

    private static Manifest service(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals("NIMService"))
                .findFirst()
                .orElseThrow();
    }

    private void carryOut(Deployment deployment, NextGeneration next, DrawnGeneration drawn, Team team, By by) {
        DeploymentId id = new DeploymentId(deployment.id());
        Stored stored = drawn.stored();
        Content wanted = stored.content();
        quota.take(deployment, drawn, team);
        deployment.change(wanted.presence(), snapshots.write(wanted.plan()), stored.acceptedAt());
        if (drawn.beside()) {
            deployment.allow(StartEstimate.of(wanted.plan().cacheGib()).patience(), stored.acceptedAt());
        }
        store.saveAndFlush(deployment);
        generations.add(id, stored);
        drawn.manifests().forEach(manifest -> manifests.keep(id, stored.number(), manifest));
        history.add(
                deployment,
                eventOf(next.change()),
                by.name(),
                phaseAfter(next.current().content(), wanted),
                Objects.requireNonNullElse(by.why(), sentence(next.change(), wanted))
                        + (drawn.rollOver() ? " It rolls over to " + stored.service() + "." : ""));
        audit.record(
                by.who(),
                AuditEvent.of("deployment." + verbOf(next.change()), "deployment", id)
                        .inTeam(team.slug())
                        .from(AuditedDeployment.of(
                                deployment,
                                next.current().number(),
                                next.current().content()))
                        .to(AuditedDeployment.of(deployment, wanted))
                        .because(by.why()));
        revisions.changed(deployment);
        signal.changed(ChangeSignal.of(id));
    }

    private static String verbOf(DeploymentChange change) {
        return switch (change) {
            case DeploymentChange.Stop _ -> "stop";
            case DeploymentChange.Start _ -> "start";
            case DeploymentChange.Resize _ -> "resize";
            case DeploymentChange.RollBack _ -> "roll-back";
            case DeploymentChange.Replan _ -> "replan";
        };
    }

    private static void requireWanted(Deployment deployment) {
        if (deployment.isAwaitingApproval() && !deployment.isToBeGone()) {
            throw waits(deployment);
        }
        if (deployment.isToBeGone()) {
            throw new PlatformProblem.Conflict(
                    "deployment-retired",
                    "The deployment is being retired, or is",
                    deployment.name() + " is to be gone and cannot be changed any more.",
                    "Plan and submit a new deployment.",
                    Map.of());
        }
    }

    /** What was never approved is not changed: it is withdrawn, and asked for otherwise. */
    static PlatformProblem waits(Deployment deployment) {
        return new PlatformProblem.Conflict(
                "waits-for-approval",
                "It waits for approval",
                deployment.name() + " has not begun: somebody has to approve it first.",
                "Withdraw the request for approval and submit it as you want it.",
                Map.of());
    }

    private static void requireCurrent(Deployment deployment, long generation) {
        if (deployment.generation() != generation) {
            throw new PlatformProblem.StaleVersion(
                    "%s is at generation %d now; this change was meant for generation %d."
                            .formatted(deployment.name(), deployment.generation(), generation));
        }
    }

    private static DeploymentEvent.Kind eventOf(DeploymentChange change) {
        return switch (change) {
            case DeploymentChange.Stop _ -> DeploymentEvent.Kind.STOP_REQUESTED;
            case DeploymentChange.Start _ -> DeploymentEvent.Kind.START_REQUESTED;
            case DeploymentChange.Resize _ -> DeploymentEvent.Kind.RESIZED;
            case DeploymentChange.RollBack _ -> DeploymentEvent.Kind.ROLLED_BACK;
            case DeploymentChange.Replan _ -> DeploymentEvent.Kind.REPLANNED;
        };
    }

    private static @Nullable Phase phaseAfter(Content before, Content after) {
        if (before.presence() == after.presence()) {
            return null;
        }
        return after.presence() == Presence.STOPPED ? Phase.STOPPING : Phase.SUBMITTED;
    }

    private static String sentence(DeploymentChange change, Content wanted) {
        String bounds = "%d to %d replicas, %d GPUs"
                .formatted(
                        wanted.plan().scale().minReplicas(),
                        wanted.plan().scale().maxReplicas(),
                        wanted.plan().scale().quotaGpus());
        return switch (change) {
            case DeploymentChange.Stop _ -> "Stop requested; the GPUs come back when the replicas have ended.";
            case DeploymentChange.Start _ -> "Start requested: " + bounds + " reserved.";
            case DeploymentChange.Resize _ -> "Resized to " + bounds + ".";
            case DeploymentChange.Replan _ ->
                "Another plan was accepted: %d x %s per replica with %s, %s."
                        .formatted(
                                wanted.plan().placement().gpusPerReplica(),
                                wanted.plan().placement().gpuName(),
                                wanted.plan().profile().technicalName(),
                                bounds);
            case DeploymentChange.RollBack(long generation) ->
                "Rolled back to generation " + generation + ": "
                        + (wanted.isStopped() ? "stopped, with " + bounds : bounds) + ".";
        };
    }

    /**
     * Who makes a change.
     *
     * @param why in place of the usual sentence; null for people
     */
    private record By(String name, Who who, @Nullable String why) {
        static By of(Actor actor) {
            return new By(actor.displayName(), actor.who(), null);
        }
    }

    /** What a key stands for; the kind is told apart, since some changes have no members. */
    private record Asked(DeploymentId deployment, String kind, DeploymentChange change, long generation) {}
}
