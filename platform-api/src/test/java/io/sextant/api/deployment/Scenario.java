package io.sextant.api.deployment;

import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.planning.MakePlan;
import io.sextant.api.planning.PlanDemand;
import io.sextant.api.planning.PlanLimits;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.planning.PlanRequest;
import io.sextant.api.planning.PlanSla;
import io.sextant.api.planning.PlanWorkload;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.People;
import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.GpuNode;
import io.sextant.contract.observed.ReplicaInterval;
import io.sextant.planner.units.Percentile;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.boot.test.context.TestComponent;

/** A team with quota on a cluster of its own with 16 free H100, and the verbs to walk a deployment through its life. */
@TestComponent
public class Scenario {
    static final String H100 = "NVIDIA-H100-80GB-HBM3";
    static final String MODEL = "meta/llama-3.1-8b-instruct";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final People people;
    private final ClusterRegistration registration;
    private final ClusterInventories inventories;
    private final PriceRecording prices;
    private final Quotas quotas;
    private final MakePlan planner;
    private final SubmitDeployment submitting;
    private final RecordObservation recording;
    private final Clock clock;

    Scenario(
            People people,
            ClusterRegistration registration,
            ClusterInventories inventories,
            PriceRecording prices,
            Quotas quotas,
            MakePlan planner,
            SubmitDeployment submitting,
            RecordObservation recording,
            Clock clock) {
        this.people = people;
        this.registration = registration;
        this.inventories = inventories;
        this.prices = prices;
        this.quotas = quotas;
        this.planner = planner;
        this.submitting = submitting;
        this.recording = recording;
        this.clock = clock;
    }

    /** A team that may hold so many H100 on a cluster nobody else uses. */
    Setting teamWithQuota(int gpus) {
        prices.adoptMarketPrices();
        String cluster = "cluster-" + COUNT.incrementAndGet();
        registration.ensure(cluster, "Cluster of a test");
        Team team = people.team();
        Setting setting = new Setting(
                team, people.member(team, TeamRole.MEMBER), people.platform(PlatformRole.PLATFORM_ADMIN), cluster);
        reportInventory(setting);
        quotas.setLimit(team, setting.pool(), gpus, setting.admin());
        return setting;
    }

    void reportInventory(Setting setting) {
        inventories.report(
                setting.cluster(),
                new ClusterInventory(
                        setting.cluster(),
                        clock.instant(),
                        "v1.34.1",
                        "3.1.2",
                        List.of(
                                new GpuNode("node-a", H100, 81559, 8, 0, true),
                                new GpuNode("node-b", H100, 81559, 8, 0, true)),
                        List.of("standard")));
    }

    /** A modest question that an H100 answers easily. */
    PlanRequest question(Setting setting) {
        return new PlanRequest(
                setting.team().slug(),
                MODEL,
                new PlanWorkload(512, 256, 0, 0, 0),
                new PlanDemand.RequestRate(0.5),
                new PlanSla.Targets(Percentile.P95, 2000.0, 100.0, null, null),
                new PlanLimits(null, List.of(H100)),
                null);
    }

    /** The proposal for the question, as somebody sees it who plans now. */
    PlanProposal propose(Setting setting, PlanRequest question) {
        return Objects.requireNonNull(
                planner.plan(question, setting.member()).proposal(), "the scenario's question has no proposal");
    }

    /** What a member sends who accepts what is proposed now. */
    SubmitRequest acceptance(Setting setting, String name) {
        PlanProposal proposal = propose(setting, question(setting));
        return new SubmitRequest(
                name, proposal.digest(), question(setting).choosing(proposal.candidate()), PlanSummary.of(proposal));
    }

    DeploymentId submit(Setting setting, String name) {
        return submitting
                .submit(acceptance(setting, name), UUID.randomUUID().toString(), setting.member())
                .id();
    }

    void report(Setting setting, DeploymentObservation observation) {
        recording.record(setting.cluster(), observation);
    }

    /** Every condition holds and one replica serves since a minute ago. */
    DeploymentObservation ready(DeploymentId id, Instant at, String endpoint) {
        return new DeploymentObservation(
                id.value(), 1, at, allTrue(at), 1, 1, List.of(replica(id, at)), endpoint, List.of(), false);
    }

    /** Every condition of a generation holds and so many replicas serve. */
    DeploymentObservation serving(DeploymentId id, long generation, Instant at, int replicas) {
        List<ReplicaInterval> running = IntStream.range(0, replicas)
                .mapToObj(number -> new ReplicaInterval(
                        "uid-" + number + "-" + id, "pod-" + number, "node-a", H100, 1, at.minusSeconds(60), null, at))
                .toList();
        return new DeploymentObservation(
                id.value(),
                generation,
                at,
                allTrue(at),
                replicas,
                replicas,
                running,
                "http://10.1.2.3:8000",
                List.of(),
                false);
    }

    /** What a stop comes to: replicas still end, or none is left. */
    DeploymentObservation stopping(DeploymentId id, long generation, Instant at, boolean ended) {
        Condition replicas = new Condition(
                ConditionType.REPLICAS_READY,
                ConditionStatus.FALSE,
                ended ? ConditionReason.STOPPED : ConditionReason.REMOVING,
                ended ? "Stopped: no replica is wanted." : "The replicas are being stopped.",
                at);
        return new DeploymentObservation(
                id.value(),
                generation,
                at,
                List.of(holds(ConditionType.MODEL_CACHED, at), replicas),
                0,
                0,
                ended ? List.of() : List.of(replica(id, at)),
                null,
                List.of(),
                false);
    }

    /** The weights are still on their way. */
    DeploymentObservation downloading(DeploymentId id, Instant at) {
        List<Condition> conditions = List.of(
                holds(ConditionType.NAMESPACE_READY, at),
                holds(ConditionType.SECRETS_READY, at),
                new Condition(
                        ConditionType.MODEL_CACHED,
                        ConditionStatus.FALSE,
                        ConditionReason.DOWNLOADING_MODEL,
                        "The weights are being downloaded.",
                        at));
        return new DeploymentObservation(id.value(), 1, at, conditions, 1, 0, List.of(), null, List.of(), false);
    }

    /** Nothing is left, or something is, of the generation after a retirement. */
    DeploymentObservation going(DeploymentId id, Instant at, boolean podsGone) {
        return new DeploymentObservation(id.value(), 2, at, List.of(), 0, 0, List.of(), null, List.of(), podsGone);
    }

    static ReplicaInterval replica(DeploymentId id, Instant at) {
        return new ReplicaInterval("uid-" + id, "pod-" + id, "node-a", H100, 1, at.minusSeconds(60), null, at);
    }

    private static List<Condition> allTrue(Instant at) {
        return ConditionType.ofEvery().stream().map(type -> holds(type, at)).toList();
    }

    private static Condition holds(ConditionType type, Instant at) {
        return new Condition(type, ConditionStatus.TRUE, ConditionReason.AS_DESIRED, type + " holds.", at);
    }

    /** Who and where. */
    record Setting(Team team, Actor member, Actor admin, String cluster) {
        QuotaPool pool() {
            return new QuotaPool(cluster, H100);
        }
    }
}
