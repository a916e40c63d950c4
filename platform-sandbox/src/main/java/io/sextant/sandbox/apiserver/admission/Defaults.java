package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The values Kubernetes fills in where a client leaves them out; what matters to clients of the sandbox. */
public final class Defaults {
    private Defaults() {}

    /** Fills in, in place. */
    public static void fill(ResourceType type, KubeObject object) {
        if (type.definition() == null) {
            known(type, object);
        } else {
            SchemaDefaults.fill(type.definition().schema(), object.node());
        }
    }

    private static void known(ResourceType type, KubeObject object) {
        switch (type.kind()) {
            case "Namespace" -> namespace(object);
            case "Secret" -> secret(object.node());
            case "Pod" -> pod(object);
            case "Service" -> service(object.node().withObject("/spec"));
            case "PersistentVolumeClaim" -> claim(object.node());
            case "Deployment" -> deployment(object.node().withObject("/spec"));
            case "ReplicaSet" -> {
                ObjectNode spec = object.node().withObject("/spec");
                absent(spec, "replicas", 1);
                template(spec);
            }
            case "Job" -> job(object.node().withObject("/spec"));
            case "HorizontalPodAutoscaler" -> absent(object.node().withObject("/spec"), "minReplicas", 1);
            case "NIMService" -> nimService(object.node());
            default -> {
                // The other kinds have no defaults that a client would notice.
            }
        }
    }

    private static void namespace(KubeObject object) {
        object.node().withObject("/metadata/labels").put("kubernetes.io/metadata.name", object.name());
        ObjectNode spec = object.node().withObject("/spec");
        if (!spec.has("finalizers") && !object.deleting()) {
            spec.putArray("finalizers").add("kubernetes");
        }
        absent(object.node().withObject("/status"), "phase", "Active");
    }

    private static void secret(ObjectNode node) {
        absent(node, "type", "Opaque");
        if (node.get("stringData") instanceof ObjectNode plain) {
            ObjectNode data = node.withObject("/data");
            plain.properties()
                    .forEach(entry -> data.put(
                            entry.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(
                                            entry.getValue().asString("").getBytes(StandardCharsets.UTF_8))));
            node.remove("stringData");
        }
    }

    private static void pod(KubeObject object) {
        ObjectNode spec = object.node().withObject("/spec");
        podSpec(spec, "Always");
        ObjectNode status = object.node().withObject("/status");
        absent(status, "phase", "Pending");
        absent(status, "qosClass", QosClass.of(spec));
    }

    private static void podSpec(ObjectNode spec, String restartPolicy) {
        absent(spec, "restartPolicy", restartPolicy);
        absent(spec, "dnsPolicy", "ClusterFirst");
        absent(spec, "schedulerName", "default-scheduler");
        absent(spec, "terminationGracePeriodSeconds", 30);
        if (!spec.has("securityContext")) {
            spec.putObject("securityContext");
        }
        spec.path("initContainers").forEach(Defaults::container);
        spec.path("containers").forEach(Defaults::container);
    }

    private static void container(JsonNode node) {
        if (!(node instanceof ObjectNode container)) {
            return;
        }
        String image = container.path("image").asString("");
        boolean latest = image.endsWith(":latest")
                || !image.substring(image.lastIndexOf('/') + 1).contains(":");
        absent(container, "imagePullPolicy", latest ? "Always" : "IfNotPresent");
        absent(container, "terminationMessagePath", "/dev/termination-log");
        absent(container, "terminationMessagePolicy", "File");
        container.path("ports").forEach(port -> absent((ObjectNode) port, "protocol", "TCP"));
        if (!container.has("resources")) {
            container.putObject("resources");
        }
        if (container.path("resources").get("limits") instanceof ObjectNode limits) {
            ObjectNode requests = container.withObject("/resources/requests");
            limits.properties().forEach(limit -> {
                if (!requests.has(limit.getKey())) {
                    requests.set(limit.getKey(), limit.getValue());
                }
            });
        }
    }

    private static void service(ObjectNode spec) {
        absent(spec, "type", "ClusterIP");
        absent(spec, "sessionAffinity", "None");
        if (!spec.path("type").asString("").equals("ExternalName")) {
            // The sandbox has no pod network: whatever serves, serves on loopback.
            absent(spec, "clusterIP", "127.0.0.1");
            if (!spec.has("clusterIPs")) {
                spec.putArray("clusterIPs").add(spec.path("clusterIP").asString(""));
            }
            absent(spec, "internalTrafficPolicy", "Cluster");
        }
        for (JsonNode node : spec.path("ports")) {
            ObjectNode port = (ObjectNode) node;
            absent(port, "protocol", "TCP");
            if (!port.has("targetPort") && port.has("port")) {
                port.set("targetPort", port.path("port"));
            }
        }
    }

    private static void claim(ObjectNode node) {
        absent(node.withObject("/spec"), "volumeMode", "Filesystem");
        absent(node.withObject("/status"), "phase", "Pending");
    }

    private static void deployment(ObjectNode spec) {
        absent(spec, "replicas", 1);
        absent(spec, "revisionHistoryLimit", 10);
        absent(spec, "progressDeadlineSeconds", 600);
        ObjectNode strategy = spec.withObject("/strategy");
        absent(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asString("").equals("RollingUpdate")) {
            ObjectNode rolling = strategy.withObject("/rollingUpdate");
            absent(rolling, "maxSurge", "25%");
            absent(rolling, "maxUnavailable", "25%");
        }
        template(spec);
    }

    private static void job(ObjectNode spec) {
        absent(spec, "backoffLimit", 6);
        absent(spec, "completionMode", "NonIndexed");
        if (!spec.has("completions") && !spec.has("parallelism")) {
            absent(spec, "completions", 1);
        }
        absent(spec, "parallelism", 1);
        if (!spec.has("suspend")) {
            spec.put("suspend", false);
        }
        template(spec);
    }

    private static void template(ObjectNode spec) {
        if (spec.path("template").get("spec") instanceof ObjectNode podSpec) {
            podSpec(podSpec, "Always");
        }
    }

    private static void nimService(ObjectNode node) {
        if (!(node.get("spec") instanceof ObjectNode spec)) {
            return;
        }
        absent(spec, "inferencePlatform", "standalone");
        if (spec.path("expose").get("service") instanceof ObjectNode service) {
            absent(service, "port", 8000);
        }
        if (spec.path("scale").get("hpa") instanceof ObjectNode hpa) {
            absent(hpa, "minReplicas", 1);
        }
    }

    private static void absent(ObjectNode node, String field, String value) {
        if (!node.has(field)) {
            node.put(field, value);
        }
    }

    private static void absent(ObjectNode node, String field, int value) {
        if (!node.has(field)) {
            node.put(field, value);
        }
    }

    /** Quality of service as the kubelet classes pods. */
    private static final class QosClass {
        private static String of(ObjectNode spec) {
            boolean any = false;
            boolean guaranteed = true;
            for (String list : new String[] {"initContainers", "containers"}) {
                if (spec.get(list) instanceof ArrayNode containers) {
                    for (JsonNode container : containers) {
                        JsonNode resources = container.path("resources");
                        for (String compute : new String[] {"cpu", "memory"}) {
                            JsonNode request = resources.path("requests").path(compute);
                            JsonNode limit = resources.path("limits").path(compute);
                            any |= !request.isMissingNode() || !limit.isMissingNode();
                            guaranteed &= !limit.isMissingNode() && limit.equals(request);
                        }
                    }
                }
            }
            return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
        }
    }
}
