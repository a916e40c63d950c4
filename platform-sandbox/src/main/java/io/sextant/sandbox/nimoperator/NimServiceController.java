package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Controller;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.control.TimeScale;
import io.sextant.sandbox.fault.FaultBoard;
import io.sextant.sandbox.fault.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes the Deployment and the Service of a NIMService, and says how far it is. */
public final class NimServiceController implements Controller {
    static final String FINALIZER = "finalizer.nimservice.apps.nvidia.com";
    private static final String COMPONENT = "nimservice-controller";
    private static final Duration PROBE_RETRY = Duration.ofSeconds(5);

    private final ModelProbe probe;
    private final TimeScale scale;
    private final FaultBoard board;

    public NimServiceController(ModelProbe probe, TimeScale scale, FaultBoard board) {
        this.board = board;
        this.probe = probe;
        this.scale = scale;
    }

    @Override
    public void decide(ClusterSnapshot cluster, Instant now, Decision decision) {
        for (GenericKubernetesResource resource : cluster.nimServices()) {
            ServiceSpec spec = new ServiceSpec(resource);
            if (!board.holds(FaultKind.OPERATOR_ABSENT, spec.namespace(), spec.name())
                    && Finalizers.settled(resource, FINALIZER, decision)
                    && spec.port().isPresent()) {
                new Turn(spec, spec.port().get(), cluster, now, decision).take();
            }
        }
    }

    /** One look at one NIMService. */
    private final class Turn {
        private final ServiceSpec spec;
        private final int port;
        private final ClusterSnapshot cluster;
        private final Instant now;
        private final StatusDraft status;
        private final Decision decision;

        private Turn(ServiceSpec spec, int port, ClusterSnapshot cluster, Instant now, Decision decision) {
            this.spec = spec;
            this.port = port;
            this.cluster = cluster;
            this.now = now;
            this.status = new StatusDraft(spec.resource(), now);
            this.decision = decision;
        }

        void take() {
            frame();
            if (spec.cacheName().isEmpty()) {
                ownStorage();
                return;
            }
            Optional<GenericKubernetesResource> cache =
                    cluster.find(ClusterSnapshot::nimCaches, spec.namespace(), spec.cacheName());
            if (cache.isEmpty()) {
                failed("NIMCacheNotFound", "NIMCache " + spec.cacheName() + " not found");
                return;
            }
            switch (Fields.text(cache.get(), "status", "state")) {
                case "Ready" -> deploy(objects(cache.get()));
                case "Failed" -> failed("NIMCacheFailed", "");
                default -> notReady("NIMCacheNotReady", "NIMCache " + spec.cacheName() + " not ready");
            }
        }

        private void ownStorage() {
            if (spec.claimName().isEmpty() && !spec.keepsNothing()) {
                failed("Failed", "neither external PVC name, NIMCache volume or empty dir is provided");
            } else {
                deploy(new ServiceObjects(spec, "", spec.claimName().isEmpty() ? null : spec.claimName(), 0));
            }
        }

        /** What stands before the weights are there: account, Service and autoscaler. */
        private void frame() {
            ServiceObjects objects = new ServiceObjects(spec, "", null, 0);
            Optional<Service> service = cluster.find(ClusterSnapshot::services, spec.namespace(), spec.name());
            if (service.isEmpty()) {
                objects.account().forEach(object -> decision.add(new Change.Create(object)));
                decision.add(new Change.Create(objects.service(port)));
            } else if (isStale(service.get())) {
                Service rendered = objects.service(port);
                rendered.setMetadata(refreshed(service.get(), rendered));
                rendered.getSpec().setClusterIP(service.get().getSpec().getClusterIP());
                decision.add(new Change.Update(rendered));
            }
            Optional<HorizontalPodAutoscaler> autoscaler =
                    cluster.find(ClusterSnapshot::autoscalers, spec.namespace(), spec.name());
            if (autoscaler.isEmpty() && spec.scales()) {
                decision.add(new Change.Create(objects.autoscaler()));
            } else if (autoscaler.isPresent() && !spec.scales()) {
                decision.add(new Change.Delete(autoscaler.get()));
            } else if (autoscaler.isPresent() && isStale(autoscaler.get())) {
                HorizontalPodAutoscaler rendered = objects.autoscaler();
                decision.add(new Change.Update(new HorizontalPodAutoscalerBuilder(rendered)
                        .withMetadata(refreshed(autoscaler.get(), rendered))
                        .build()));
            }
        }

        private ServiceObjects objects(GenericKubernetesResource cache) {
            String claim = Fields.text(cache, "status", "pvc");
            int gpus = Fields.list(cache, "status", "profiles").stream()
                    .filter(profile -> profile instanceof Map<?, ?> entry
                            && spec.cacheProfile().equals(entry.get("name")))
                    .map(profile -> ((Map<?, ?>) profile).get("config") instanceof Map<?, ?> tags
                            ? Objects.toString(tags.get("tp"), "1")
                            : "1")
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
            return new ServiceObjects(spec, spec.cacheProfile(), claim.isEmpty() ? null : claim, gpus);
        }

        private void deploy(ServiceObjects objects) {
            Optional<String> unrenderable = spec.nodeSelector().values().stream()
                    .filter(value -> value.matches("true|false|-?\\d+(\\.\\d+)?"))
                    .findFirst();
            if (unrenderable.isPresent()) {
                failed(
                        "Failed",
                        "error unmarshaling JSON: while decoding JSON: unrecognized type: string: nodeSelector value "
                                + unrenderable.get());
                return;
            }
            Optional<Deployment> found = cluster.find(ClusterSnapshot::deployments, spec.namespace(), spec.name());
            if (found.isEmpty()) {
                int replicas = spec.scales()
                        ? Objects.requireNonNullElse(spec.autoscaler().getMinReplicas(), 1)
                        : spec.replicas().orElse(1);
                decision.add(new Change.Create(objects.deployment(replicas)));
                if (spec.wantsServiceMonitor()) {
                    decision.add(new Change.Create(objects.serviceMonitor()));
                }
                return;
            }
            Deployment deployment = found.get();
            if (isStale(deployment)) {
                int current = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
                Deployment rendered = objects.deployment(
                        spec.scales() ? current : spec.replicas().orElse(1));
                decision.add(new Change.Update(new DeploymentBuilder(rendered)
                        .withMetadata(refreshed(deployment, rendered))
                        .build()));
                return;
            }
            follow(RolloutState.of(deployment));
        }

        private void follow(RolloutState rollout) {
            if (!rollout.ready()) {
                notReady("NotReady", rollout.message());
                return;
            }
            String address = address();
            if (address.equals(Fields.text(spec.resource(), "status", "model", "clusterEndpoint"))
                    && status.state().equals("Ready")) {
                return;
            }
            Optional<String> model = probe.servedModel(address);
            if (model.isEmpty()) {
                decision.wakeAt(scale.after(now, PROBE_RETRY));
                return;
            }
            Map<String, Object> served = new LinkedHashMap<>();
            served.put("name", model.get());
            served.put("clusterEndpoint", address);
            served.put("externalEndpoint", "");
            status.set("state", "Ready")
                    .set("model", served)
                    .condition("Ready", true, "Ready", rollout.message())
                    .condition("Failed", false, "Ready", "");
            note(false, "Ready", "NIMService " + spec.name() + " ready, msg: " + rollout.message());
        }

        /** The cluster IP is loopback here, and the port the one that was free. */
        private String address() {
            return cluster.find(ClusterSnapshot::services, spec.namespace(), spec.name())
                    .map(service -> service.getMetadata().getAnnotations())
                    .map(annotations -> annotations.get(ServingController.PORT))
                    .map(open -> "127.0.0.1:" + open)
                    .orElse("127.0.0.1:" + port);
        }

        private void notReady(String reason, String message) {
            status.set("state", "NotReady")
                    .condition("Ready", false, reason, message)
                    .condition("Failed", false, "Ready", "");
            note(false, "NotReady", "NIMService " + spec.name() + " not ready yet, msg: " + message);
        }

        private void failed(String reason, String message) {
            status.set("state", "Failed")
                    .condition("Ready", false, "Failed", "")
                    .condition("Failed", true, reason, message);
            note(true, "Failed", message);
        }

        private void note(boolean warning, String reason, String message) {
            if (status.writeTo(decision)) {
                decision.add(new Change.Note(spec.resource(), warning, COMPONENT, reason, message));
            }
        }

        private boolean isStale(HasMetadata child) {
            Map<String, String> annotations = child.getMetadata().getAnnotations();
            return annotations == null || !spec.hash().equals(annotations.get(ServiceObjects.SPEC_HASH));
        }

        private ObjectMeta refreshed(HasMetadata old, HasMetadata rendered) {
            return new ObjectMetaBuilder(old.getMetadata())
                    .addToAnnotations(rendered.getMetadata().getAnnotations())
                    .addToLabels(rendered.getMetadata().getLabels())
                    .build();
        }
    }
}
