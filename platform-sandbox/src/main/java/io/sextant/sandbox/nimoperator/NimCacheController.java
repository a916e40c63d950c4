package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.sextant.planner.hardware.GpuProduct;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Controller;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.control.TimeScale;
import io.sextant.sandbox.fault.FaultBoard;
import io.sextant.sandbox.fault.FaultKind;
import io.sextant.sandbox.scheduler.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Brings the weights of a NIMCache onto its volume: claim, manifest, download job, and the status of all that. */
public final class NimCacheController implements Controller {
    static final String FINALIZER = "finalizer.nimcache.apps.nvidia.com";
    private static final String COMPONENT = "nimcache-controller";
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private final NimCatalog catalog;
    private final GpuProducts products;
    private final FaultBoard board;
    private final TimeScale scale;

    public NimCacheController(NimCatalog catalog, GpuProducts products, FaultBoard board, TimeScale scale) {
        this.board = board;
        this.scale = scale;
        this.catalog = catalog;
        this.products = products;
    }

    @Override
    public void decide(ClusterSnapshot cluster, Instant now, Decision decision) {
        for (GenericKubernetesResource resource : cluster.nimCaches()) {
            String namespace = resource.getMetadata().getNamespace();
            String name = resource.getMetadata().getName();
            if (!board.holds(FaultKind.OPERATOR_ABSENT, namespace, name)
                    && Finalizers.settled(resource, FINALIZER, decision)) {
                new Turn(new CacheSpec(resource), cluster, new StatusDraft(resource, now), now, decision).take();
            }
        }
    }

    /** One look at one NIMCache. */
    private final class Turn {
        private final CacheSpec cache;
        private final CacheObjects objects;
        private final ClusterSnapshot cluster;
        private final StatusDraft status;
        private final Instant now;
        private final Decision decision;
        private String failure = "";

        private Turn(CacheSpec cache, ClusterSnapshot cluster, StatusDraft status, Instant now, Decision decision) {
            this.cache = cache;
            this.objects = new CacheObjects(cache);
            this.cluster = cluster;
            this.status = status;
            this.now = now;
            this.decision = decision;
        }

        void take() {
            String before = status.state();
            if (claimStands() && manifestIsKnown()) {
                reconcileJob();
            }
            boolean written = status.writeTo(decision);
            if (written && !failure.isEmpty()) {
                decision.add(new Change.Note(
                        cache.resource(),
                        true,
                        COMPONENT,
                        "ReconcileFailed",
                        "NIMCache " + cache.name() + " reconcile failed, msg: " + failure));
            } else if (written
                    && !before.equals(status.state())
                    && !status.state().isEmpty()) {
                decision.add(new Change.Note(
                        cache.resource(),
                        false,
                        COMPONENT,
                        status.state(),
                        "NIMCache " + cache.name() + " reconcile success, new state: " + status.state()));
            }
        }

        private boolean claimStands() {
            if (cluster.find(ClusterSnapshot::claims, cache.namespace(), cache.claimName())
                    .isPresent()) {
                return true;
            }
            if (!cache.createsClaim()) {
                fail("persistentvolumeclaims \"" + cache.claimName() + "\" not found");
                return false;
            }
            if (cache.claim("size").isEmpty()) {
                fail("failed to parse size for pvc creation: quantities must match the regular expression"
                        + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
                return false;
            }
            objects.account().forEach(object -> decision.add(new Change.Create(object)));
            decision.add(new Change.Create(objects.claim()));
            status.set("state", "PVC-Created")
                    .condition("NIM_CACHE_PVC_CREATED", true, "PVCCreated", "The PVC has been created for caching NIM");
            return false;
        }

        /** Until the manifest pod runs, the status says nothing: its troubles show on the pod only. */
        private boolean manifestIsKnown() {
            if (cluster.find(ClusterSnapshot::configMaps, cache.namespace(), objects.manifestName())
                    .isPresent()) {
                return true;
            }
            Optional<Pod> pod = cluster.find(ClusterSnapshot::pods, cache.namespace(), objects.manifestPodName());
            if (pod.isEmpty()) {
                decision.add(new Change.Create(objects.manifestPod()));
                return false;
            }
            Optional<NimImage> image = image();
            if (Pods.phase(pod.get()).equals("Running") && image.isPresent()) {
                decision.add(new Change.Create(objects.manifest(image.get(), tag())));
                decision.add(new Change.Delete(pod.get()));
            }
            return false;
        }

        private void reconcileJob() {
            List<String> profiles = profiles();
            boolean noneFits = !status.state().equals("Ready") && strikes(FaultKind.NO_PROFILE);
            if (noneFits || (profiles.isEmpty() && !cache.wantsAllProfiles())) {
                fail("no profiles are selected for caching");
                return;
            }
            Optional<Job> job = cluster.find(ClusterSnapshot::jobs, cache.namespace(), objects.jobName());
            if (job.isPresent()) {
                follow(Objects.requireNonNullElseGet(job.get().getStatus(), JobStatus::new), profiles);
            } else if (!status.state().equals("Ready")) {
                decision.add(new Change.Create(objects.job(profiles)));
                status.set("state", "Started")
                        .set("type", "native")
                        .condition(
                                "NIM_CACHE_JOB_CREATED", true, "JobCreated", "The Job to cache NIM has been created");
            }
            status.condition("NIM_CACHE_RECONCILE_FAILED", false, "Reconciled", "");
        }

        private void follow(JobStatus job, List<String> profiles) {
            if (!status.state().equals("Ready") && strikes(FaultKind.CACHE_FLAPS)) {
                flap();
                return;
            }
            boolean active = Objects.requireNonNullElse(job.getActive(), 0) > 0;
            if (Objects.requireNonNullElse(job.getSucceeded(), 0) > 0) {
                status.condition(
                                "NIM_CACHE_JOB_COMPLETED",
                                true,
                                "JobCompleted",
                                "The Job to cache NIM has successfully completed")
                        .set("state", "Ready")
                        .set("pvc", cache.claimName())
                        .set("profiles", cache.wantsAllProfiles() ? null : described(profiles));
            } else if (status.state().equals("Ready")) {
                return;
            } else if (active) {
                status.condition("NIM_CACHE_JOB_PENDING", false, "JobRunning", "The Job to cache NIM is in progress")
                        .set("state", "InProgress");
            } else if (Objects.requireNonNullElse(job.getFailed(), 0) > 0) {
                status.condition("NIM_CACHE_JOB_COMPLETED", false, "JobFailed", "The Job to cache NIM has failed")
                        .set("state", "Failed");
            } else {
                status.condition(
                                "NIM_CACHE_JOB_PENDING", true, "JobPending", "The Job to cache NIM is in pending state")
                        .set("state", "Pending");
            }
        }

        private void flap() {
            long halfMinuteMs = Math.max(1, scale.wall(HALF_A_MINUTE).toMillis());
            long turn = now.toEpochMilli() / halfMinuteMs;
            if (turn % 2 == 0) {
                status.condition("NIM_CACHE_JOB_COMPLETED", false, "JobFailed", "The Job to cache NIM has failed")
                        .set("state", "Failed");
            } else {
                status.condition("NIM_CACHE_JOB_PENDING", false, "JobRunning", "The Job to cache NIM is in progress")
                        .set("state", "InProgress");
            }
            decision.wakeAt(Instant.ofEpochMilli((turn + 1) * halfMinuteMs));
        }

        private boolean strikes(FaultKind kind) {
            return board.holds(kind, cache.namespace(), cache.name());
        }

        private void fail(String message) {
            status.set("state", "NotReady").condition("NIM_CACHE_RECONCILE_FAILED", true, "ReconcileFailed", message);
            failure = message;
        }

        /** Those the spec names, even unknown ones; else those that suit the cluster's GPUs. */
        private List<String> profiles() {
            if (cache.wantsAllProfiles()) {
                return List.of();
            }
            if (!cache.profiles().isEmpty()) {
                return cache.profiles();
            }
            List<GpuProduct> gpus = cluster.nodes().stream()
                    .flatMap((Node node) -> products.of(node).stream())
                    .filter(gpu ->
                            cache.gpuProducts().isEmpty() || cache.gpuProducts().contains(gpu.productLabel()))
                    .distinct()
                    .toList();
            return image().map(image -> image.profiles().stream()
                            .filter(cache::selects)
                            .filter(profile -> gpus.stream().anyMatch(profile::runsOn))
                            .map(NimProfile::id)
                            .toList())
                    .orElse(List.of());
        }

        private List<Map<String, Object>> described(List<String> profiles) {
            return image().map(image -> profiles.stream()
                            .flatMap(id -> image.profile(id).stream())
                            .map(profile -> described(image, profile))
                            .toList())
                    .orElse(List.of());
        }

        private Map<String, Object> described(NimImage image, NimProfile profile) {
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("name", profile.id());
            described.put("model", image.nimId());
            described.put("release", tag());
            described.put("config", profile.tags());
            return described;
        }

        private Optional<NimImage> image() {
            return catalog.image(ImageName.parse(cache.puller()).repository());
        }

        private String tag() {
            return ImageName.parse(cache.puller()).tag();
        }
    }
}
