package io.sextant.sandbox.apiserver.table;

import io.sextant.sandbox.apiserver.kind.CustomDefinition;
import io.sextant.sandbox.apiserver.kind.CustomDefinition.PrinterColumn;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The columns of each kind, as the API server and the NIM Operator's CRDs define them. */
final class Columns {
    private Columns() {}

    static List<Column> of(ResourceType type) {
        CustomDefinition definition = type.definition();
        return definition == null || definition.columns().isEmpty()
                ? known(type)
                : definition.columns().stream().map(Columns::defined).toList();
    }

    /** A column of a definition; of JSON paths, those of plain field names are understood. */
    private static Column defined(PrinterColumn column) {
        String[] path = column.path().replaceFirst("^\\.", "").split("\\.", -1);
        return new Column(
                column.name(),
                column.type().equals("date") ? "string" : column.type(),
                column.priority(),
                (object, now) -> switch (column.type()) {
                    case "date" -> Ages.since(object.text(path), now);
                    case "integer" -> object.at(path).asLong(0);
                    default -> object.text(path);
                });
    }

    private static List<Column> known(ResourceType type) {
        return switch (type.kind()) {
            case "Pod" -> pods();
            case "Node" -> nodes();
            case "Namespace" -> List.of(Column.text("Status", "status", "phase"), Column.age());
            case "NIMService" -> List.of(Column.text("Status", "status", "state"), Column.age());
            case "NIMCache" ->
                List.of(Column.text("Status", "status", "state"), Column.text("PVC", "status", "pvc"), Column.age());
            case "ClusterPolicy" -> List.of(Column.text("Status", "status", "state"), Column.age());
            case "Service" -> services();
            case "Event" -> events();
            case "Deployment" ->
                List.of(
                        Column.of(
                                "Ready", (o, now) -> ratio(o.at("status", "readyReplicas"), o.at("spec", "replicas"))),
                        Column.number("Up-to-date", "status", "updatedReplicas"),
                        Column.number("Available", "status", "availableReplicas"),
                        Column.age());
            case "ReplicaSet" ->
                List.of(
                        Column.number("Desired", "spec", "replicas"),
                        Column.number("Current", "status", "replicas"),
                        Column.number("Ready", "status", "readyReplicas"),
                        Column.age());
            case "Job" -> jobs();
            case "PersistentVolumeClaim" -> claims();
            case "Secret" ->
                List.of(
                        Column.text("Type", "type"),
                        Column.of("Data", (o, now) -> o.at("data").size()),
                        Column.age());
            case "ConfigMap" ->
                List.of(Column.of("Data", (o, now) -> o.at("data").size()), Column.age());
            case "ResourceQuota" ->
                List.of(
                        Column.of("Request", (o, now) -> quota(o, false)),
                        Column.of("Limit", (o, now) -> quota(o, true)),
                        Column.age());
            case "HorizontalPodAutoscaler" -> autoscalers();
            case "StorageClass" ->
                List.of(
                        Column.text("Provisioner", "provisioner"),
                        Column.text("ReclaimPolicy", "reclaimPolicy"),
                        Column.text("VolumeBindingMode", "volumeBindingMode"),
                        Column.age());
            case "CustomResourceDefinition" -> List.of(Column.text("Created At", "metadata", "creationTimestamp"));
            case "Lease" -> List.of(Column.text("Holder", "spec", "holderIdentity"), Column.age());
            default -> List.of(Column.age());
        };
    }

    private static List<Column> pods() {
        return List.of(
                Column.of("Ready", (pod, now) -> {
                    long ready = 0;
                    for (JsonNode status : pod.at("status", "containerStatuses")) {
                        ready += status.path("ready").asBoolean(false) ? 1 : 0;
                    }
                    return ready + "/" + pod.at("spec", "containers").size();
                }),
                Column.of("Status", (pod, now) -> podStatus(pod)),
                Column.of("Restarts", (pod, now) -> {
                    long restarts = 0;
                    for (JsonNode status : pod.at("status", "containerStatuses")) {
                        restarts += status.path("restartCount").asLong(0);
                    }
                    return Long.toString(restarts);
                }),
                Column.age(),
                Column.orNone("IP", "status", "podIP").wide(),
                Column.orNone("Node", "spec", "nodeName").wide());
    }

    private static String podStatus(KubeObject pod) {
        if (pod.deleting()) {
            return "Terminating";
        }
        for (JsonNode status : pod.at("status", "containerStatuses")) {
            for (String state : List.of("waiting", "terminated")) {
                String reason = status.path("state").path(state).path("reason").asString("");
                if (!reason.isEmpty()) {
                    return reason;
                }
            }
        }
        String reason = pod.text("status", "reason");
        return reason.isEmpty() ? pod.text("status", "phase") : reason;
    }

    private static List<Column> nodes() {
        return List.of(
                Column.of("Status", (node, now) -> {
                    String status = "Unknown";
                    for (JsonNode condition : node.at("status", "conditions")) {
                        if (condition.path("type").asString("").equals("Ready")) {
                            status = condition.path("status").asString("").equals("True") ? "Ready" : "NotReady";
                        }
                    }
                    return node.at("spec", "unschedulable").asBoolean(false) ? status + ",SchedulingDisabled" : status;
                }),
                Column.of("Roles", (node, now) -> {
                    List<String> roles = node.labels().keySet().stream()
                            .filter(label -> label.startsWith("node-role.kubernetes.io/"))
                            .map(label -> label.substring(label.indexOf('/') + 1))
                            .toList();
                    return roles.isEmpty() ? "<none>" : String.join(",", roles);
                }),
                Column.age(),
                Column.text("Version", "status", "nodeInfo", "kubeletVersion"),
                Column.of("GPU", (node, now) -> node.labels().getOrDefault("nvidia.com/gpu.product", "<none>"))
                        .wide(),
                Column.of("GPUs", (node, now) -> node.text("status", "allocatable", "nvidia.com/gpu"))
                        .wide());
    }

    private static List<Column> services() {
        return List.of(
                Column.text("Type", "spec", "type"),
                Column.orNone("Cluster-IP", "spec", "clusterIP"),
                Column.orNone("External-IP", "spec", "loadBalancerIP"),
                Column.of("Port(s)", (service, now) -> {
                    List<String> ports = new ArrayList<>();
                    for (JsonNode port : service.at("spec", "ports")) {
                        ports.add(port.path("port").asString("") + "/"
                                + port.path("protocol").asString("TCP"));
                    }
                    return ports.isEmpty() ? "<none>" : String.join(",", ports);
                }),
                Column.age());
    }

    private static List<Column> events() {
        return List.of(
                Column.of("Last Seen", (event, now) -> {
                    String seen = event.text("lastTimestamp");
                    String made = event.text("eventTime");
                    return Ages.since(
                            !seen.isEmpty()
                                    ? seen
                                    : !made.isEmpty() ? made : event.text("metadata", "creationTimestamp"),
                            now);
                }),
                Column.text("Type", "type"),
                Column.text("Reason", "reason"),
                Column.of(
                        "Object",
                        (event, now) -> event.text("involvedObject", "kind").toLowerCase(java.util.Locale.ROOT) + "/"
                                + event.text("involvedObject", "name")),
                Column.text("Message", "message"));
    }

    private static List<Column> jobs() {
        return List.of(
                Column.of("Status", (job, now) -> {
                    for (JsonNode condition : job.at("status", "conditions")) {
                        if (condition.path("status").asString("").equals("True")) {
                            return condition.path("type").asString("");
                        }
                    }
                    return "Running";
                }),
                Column.of(
                        "Completions",
                        (job, now) -> ratio(job.at("status", "succeeded"), job.at("spec", "completions"))),
                Column.of("Duration", (job, now) -> {
                    String start = job.text("status", "startTime");
                    String end = job.text("status", "completionTime");
                    return start.isEmpty() ? "" : between(start, end, now);
                }),
                Column.age());
    }

    private static String between(String start, String end, Instant now) {
        try {
            return Ages.human(Duration.between(Instant.parse(start), end.isEmpty() ? now : Instant.parse(end)));
        } catch (DateTimeParseException e) {
            return "<unknown>";
        }
    }

    private static List<Column> claims() {
        return List.of(
                Column.text("Status", "status", "phase"),
                Column.text("Volume", "spec", "volumeName"),
                Column.text("Capacity", "status", "capacity", "storage"),
                Column.of("Access Modes", (claim, now) -> {
                    List<String> modes = new ArrayList<>();
                    claim.at("spec", "accessModes").forEach(mode -> modes.add(shortMode(mode.asString(""))));
                    return String.join(",", modes);
                }),
                Column.text("StorageClass", "spec", "storageClassName"),
                Column.age());
    }

    private static String shortMode(String mode) {
        return switch (mode) {
            case "ReadWriteOnce" -> "RWO";
            case "ReadOnlyMany" -> "ROX";
            case "ReadWriteMany" -> "RWX";
            case "ReadWriteOncePod" -> "RWOP";
            default -> mode;
        };
    }

    private static List<Column> autoscalers() {
        return List.of(
                Column.of(
                        "Reference",
                        (hpa, now) -> hpa.text("spec", "scaleTargetRef", "kind") + "/"
                                + hpa.text("spec", "scaleTargetRef", "name")),
                Column.number("MinPods", "spec", "minReplicas"),
                Column.number("MaxPods", "spec", "maxReplicas"),
                Column.number("Replicas", "status", "currentReplicas"),
                Column.age());
    }

    private static String quota(KubeObject quota, boolean limits) {
        List<String> parts = new ArrayList<>();
        quota.at("status", "hard").properties().forEach(hard -> {
            if (hard.getKey().startsWith("limits.") == limits) {
                parts.add("%s: %s/%s"
                        .formatted(
                                hard.getKey(),
                                quota.text("status", "used", hard.getKey()),
                                hard.getValue().asString("")));
            }
        });
        return String.join(", ", parts);
    }

    private static String ratio(JsonNode part, JsonNode whole) {
        return part.asLong(0) + "/" + whole.asLong(0);
    }
}
