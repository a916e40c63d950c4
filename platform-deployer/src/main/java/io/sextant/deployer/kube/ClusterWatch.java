package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.sextant.contract.SextantLabels;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.AutoscalerView;
import io.sextant.deployer.cluster.DeploymentView;
import io.sextant.deployer.cluster.EngineAddress;
import io.sextant.deployer.cluster.EventView;
import io.sextant.deployer.cluster.Evidence;
import io.sextant.deployer.cluster.JobView;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.NodeView;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.cluster.SecretView;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.cluster.VolumeClaimView;
import io.sextant.deployer.cluster.Workloads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Follows the cluster with informers and hands out what it sees as immutable snapshots. */
public final class ClusterWatch implements AutoCloseable {
    private static final String AUTOSCALER = "HorizontalPodAutoscaler";
    private static final String PART_OF = "app.kubernetes.io/part-of";

    private final KubernetesClient client;
    private final WatchScope scope;
    private final Informers informers = new Informers();
    private final List<Informers.Watched<LiveObject>> objects = new ArrayList<>();
    private final List<Informers.Watched<SecretView>> secrets = new ArrayList<>();
    private final Informers.Watched<DeploymentView> deployments;
    private final Informers.Watched<PodView> pods;
    private final Informers.Watched<JobView> jobs;
    private final Informers.Watched<VolumeClaimView> claims;
    private final Informers.Watched<EventView> events;
    private final Informers.Watched<NodeView> nodes;
    private final Informers.Watched<List<EngineAddress>> engines;
    private final Informers.Watched<AutoscalerView> autoscalers;
    private final Derived<Map<ObjectRef, LiveObject>> byRef = new Derived<>();
    private final Derived<Workloads> workloads = new Derived<>();

    /** Starts to watch; {@code changed} is called whenever something other than an event changed. */
    public ClusterWatch(KubernetesClient client, WatchScope scope, Runnable changed) {
        this.client = client;
        this.scope = scope;
        for (AppliedKind kind : scope.kinds()) {
            objects.add(informers.watch(
                    kind.kind(), informable(kind), item -> ObjectTranslation.live(kind, item), changed));
            if (kind.onlyWhereOffered()) {
                informers.goOnWithout(kind.kind());
            }
        }
        secrets.add(informers.watch(
                "Secret (own namespace)",
                client.secrets().inNamespace(scope.systemNamespace()),
                ObjectTranslation::secret,
                changed));
        secrets.add(informers.watch(
                "Secret (copies)",
                client.secrets().inAnyNamespace().withLabel(SextantLabels.MANAGED_BY, SextantLabels.MANAGER),
                ObjectTranslation::secret,
                changed));
        deployments = informers.watch(
                "Deployment", client.apps().deployments().inAnyNamespace(), WorkloadTranslation::deployment, changed);
        pods = informers.watch("Pod", client.pods().inAnyNamespace(), PodTranslation::view, changed);
        jobs = informers.watch("Job", client.batch().v1().jobs().inAnyNamespace(), WorkloadTranslation::job, changed);
        claims = informers.watch(
                "PersistentVolumeClaim",
                client.persistentVolumeClaims().inAnyNamespace(),
                WorkloadTranslation::claim,
                changed);
        events = informers.watch("Event", client.v1().events().inAnyNamespace(), WorkloadTranslation::event, () -> {});
        engines = informers.watch(
                "EndpointSlice",
                // Kubernetes labels a slice as its Service is labelled, and the operator labels the Services of NIMs.
                client.discovery().v1().endpointSlices().inAnyNamespace().withLabel(PART_OF, "nim-service"),
                WorkloadTranslation::engines,
                () -> {});
        autoscalers = informers.watch(
                AUTOSCALER,
                client.autoscaling().v2().horizontalPodAutoscalers().inAnyNamespace(),
                WorkloadTranslation::autoscaler,
                changed);
        // A role of an earlier release does not let it read them.
        informers.goOnWithout(AUTOSCALER);
        nodes = informers.watch("Node", client.nodes(), NodeTranslation::view, changed);
    }

    /** Strangers' NIMServices and NIMCaches count too: their names are taken. */
    private Informable<GenericKubernetesResource> informable(AppliedKind kind) {
        var operations = KindContext.operations(client, kind);
        var everywhere = kind.namespaced() ? operations.inAnyNamespace() : operations;
        return switch (kind) {
            case NIM_CACHE, NIM_SERVICE -> everywhere;
            case NAMESPACE,
                    RESOURCE_QUOTA,
                    LIMIT_RANGE,
                    NETWORK_POLICY,
                    SERVICE,
                    POD_DISRUPTION_BUDGET,
                    INGRESS,
                    HTTP_ROUTE,
                    SCALED_OBJECT,
                    ROLE_BINDING -> everywhere.withLabel(SextantLabels.MANAGED_BY, SextantLabels.MANAGER);
        };
    }

    /** The kinds that have not been listed yet; a snapshot is complete only when there are none. */
    public List<String> missing() {
        return informers.missing();
    }

    /** Whether every watch is connected at the moment. */
    public boolean connected() {
        return informers.allWatching();
    }

    /** What is seen now, without the deployer's own evidence. */
    public Snapshot snapshot(Instant seenAt) {
        List<List<LiveObject>> live =
                objects.stream().map(Informers.Watched::list).toList();
        return new Snapshot(
                seenAt,
                byRef.from(live, () -> byRef(live)),
                secrets.stream().flatMap(watched -> watched.list().stream()).toList(),
                workloads(),
                nodes.list(),
                Evidence.NONE);
    }

    private static Map<ObjectRef, LiveObject> byRef(List<List<LiveObject>> live) {
        return live.stream()
                .flatMap(List::stream)
                .collect(Collectors.toUnmodifiableMap(LiveObject::ref, found -> found, (_, later) -> later));
    }

    private Workloads workloads() {
        return workloads.from(
                List.of(
                        deployments.list(),
                        pods.list(),
                        jobs.list(),
                        claims.list(),
                        events.list(),
                        engines.list(),
                        autoscalers.list()),
                () -> new Workloads(
                        only(deployments, view -> scope.covers(view.namespace())),
                        only(pods, view -> scope.covers(view.namespace()) || view.gpus() > 0 || view.runsNimOperator()),
                        only(jobs, view -> scope.covers(view.namespace())),
                        only(claims, view -> scope.covers(view.namespace())),
                        only(events, view -> scope.covers(view.namespace())),
                        engines.list().stream()
                                .flatMap(List::stream)
                                .filter(engine -> scope.covers(engine.namespace()))
                                .toList(),
                        only(autoscalers, view -> scope.covers(view.namespace()))));
    }

    private static <V> List<V> only(Informers.Watched<V> watched, Predicate<V> which) {
        return watched.list().stream().filter(which).toList();
    }

    @Override
    public void close() {
        informers.close();
    }
}
