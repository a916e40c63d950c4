package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What may not change once an object exists. */
final class Immutability {
    private static final String DETAIL = "field is immutable";

    private static final Map<String, List<String>> FIELDS = Map.of(
            "Deployment", List.of("spec.selector"),
            "ReplicaSet", List.of("spec.selector"),
            "Job", List.of("spec.template", "spec.completions", "spec.selector"),
            "Secret", List.of("type"),
            "StorageClass", List.of("provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"),
            "RoleBinding", List.of("roleRef"),
            "PersistentVolumeClaim",
                    List.of("spec.accessModes", "spec.storageClassName", "spec.volumeMode", "spec.selector"));

    private Immutability() {}

    static void check(ResourceType type, KubeObject before, KubeObject after, Findings findings) {
        for (String field : FIELDS.getOrDefault(type.kind(), List.of())) {
            String[] path = field.split("\\.", -1);
            JsonNode value = after.at(path);
            findings.invalid(!before.at(path).equals(value), field, value, DETAIL);
        }
        switch (type.kind()) {
            case "Pod" -> pod(before, after, findings);
            case "PersistentVolumeClaim" -> {
                JsonNode volume = before.at("spec", "volumeName");
                findings.invalid(
                        !volume.isMissingNode() && !volume.equals(after.at("spec", "volumeName")),
                        "spec.volumeName",
                        after.at("spec", "volumeName"),
                        DETAIL);
            }
            case "Secret", "ConfigMap" ->
                findings.forbidden(
                        before.at("immutable").asBoolean(false)
                                && !(before.at("data").equals(after.at("data"))
                                        && after.at("immutable").asBoolean(false)),
                        "data",
                        "field is immutable when `immutable` is set");
            default -> {
                // Everything of the other kinds may change.
            }
        }
        finalizers(before, after, findings);
    }

    private static void pod(KubeObject before, KubeObject after, Findings findings) {
        boolean same = fixed(before).equals(fixed(after));
        findings.forbidden(
                !same,
                "spec",
                "pod updates may not change fields other than `spec.containers[*].image`,"
                        + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only"
                        + " additions to existing tolerations),`spec.terminationGracePeriodSeconds`");
    }

    /** The specification without what may change; the node may be set once, by the scheduler. */
    private static JsonNode fixed(KubeObject pod) {
        ObjectNode spec = pod.copy().node().withObject("/spec");
        spec.remove(List.of("activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds"));
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : spec.path(list)) {
                ((ObjectNode) container).remove("image");
            }
        }
        spec.remove("nodeName");
        return spec;
    }

    private static void finalizers(KubeObject before, KubeObject after, Findings findings) {
        Set<String> fresh = new HashSet<>(after.finalizers());
        before.finalizers().forEach(fresh::remove);
        findings.forbidden(
                before.deleting() && !fresh.isEmpty(),
                "metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new finalizers " + fresh);
    }
}
