package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.CustomDefinition;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceType.Trait;
import io.sextant.sandbox.apiserver.kind.Shape;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Rules an object must meet before it is stored. */
public final class Validation {
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern PATH_SEGMENT = Pattern.compile("[^/%]+");
    private static final Pattern LABEL_KEY =
            Pattern.compile("([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");
    private static final Pattern CONFIG_KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
    private static final long ANNOTATION_BYTES = 256 << 10;

    private Validation() {}

    /** Checks a new object. */
    public static void create(ResourceType type, KubeObject object) {
        check(type, null, object);
    }

    /** Checks a new version against the one it replaces. */
    public static void update(ResourceType type, KubeObject before, KubeObject after) {
        check(type, before, after);
    }

    private static void check(ResourceType type, @Nullable KubeObject before, KubeObject object) {
        Findings findings = new Findings();
        if (before == null) {
            name(type, object, findings);
        }
        labels(object, findings);
        content(type, before, object, findings);
        if (before != null) {
            Immutability.check(type, before, object, findings);
        }
        if (!findings.causes().isEmpty()) {
            throw ApiProblem.invalid(type, object.name(), findings.causes());
        }
    }

    private static void name(ResourceType type, KubeObject object, Findings findings) {
        JsonNode name = object.at("metadata", "name");
        String text = name.asString("");
        if (type.is(Trait.LABEL_NAME)) {
            findings.invalid(
                    text.length() > 63 || !LABEL.matcher(text).matches(),
                    "metadata.name",
                    name,
                    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must"
                            + " start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used"
                            + " for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");
        } else if (type.group().startsWith("rbac.")) {
            findings.invalid(
                    !PATH_SEGMENT.matcher(text).matches(), "metadata.name", name, "may not contain '/' or '%'");
        } else {
            findings.invalid(
                    text.length() > 253 || !SUBDOMAIN.matcher(text).matches(),
                    "metadata.name",
                    name,
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and"
                            + " must start and end with an alphanumeric character (e.g. 'example.com', regex used for"
                            + " validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
        }
    }

    private static void labels(KubeObject object, Findings findings) {
        object.at("metadata", "labels").properties().forEach(label -> {
            findings.invalid(
                    !LABEL_KEY.matcher(label.getKey()).matches(),
                    "metadata.labels",
                    label.getValue().isString() ? object.at("metadata", "labels") : label.getValue(),
                    "name part of the key \"%s\" must consist of alphanumeric characters, '-', '_' or '.'"
                            .formatted(label.getKey()));
            findings.invalid(
                    !LABEL_VALUE.matcher(label.getValue().asString("")).matches(),
                    "metadata.labels",
                    label.getValue(),
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and"
                            + " must start and end with an alphanumeric character, at most 63 of them");
        });
        JsonNode annotations = object.at("metadata", "annotations");
        long size = 0;
        for (Map.Entry<String, JsonNode> entry : annotations.properties()) {
            size += entry.getKey().length() + entry.getValue().asString("").length();
        }
        findings.invalid(
                size > ANNOTATION_BYTES, "metadata.annotations", annotations, "must have at most 262144 bytes");
    }

    private static void required(Shape shape, JsonNode node, String path, Findings findings) {
        if (shape instanceof Shape.Fields fields && node.isObject()) {
            for (String name : fields.required()) {
                findings.required(node.path(name).isMissingNode(), join(path, name), "");
            }
            node.properties().forEach(entry -> {
                Shape inner = fields.field(entry.getKey());
                if (inner != null) {
                    required(inner, entry.getValue(), join(path, entry.getKey()), findings);
                }
            });
        } else if (shape instanceof Shape.Sequence sequence) {
            for (int i = 0; i < node.size(); i++) {
                required(sequence.item(), node.path(i), "%s[%d]".formatted(path, i), findings);
            }
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static void content(ResourceType type, @Nullable KubeObject before, KubeObject object, Findings findings) {
        CustomDefinition definition = type.definition();
        if (definition == null) {
            required(type.shape(), object.node(), "", findings);
            known(type, before, object, findings);
        } else {
            SchemaValidation.check(definition.schema(), before == null ? null : before.node(), object.node(), findings);
        }
    }

    private static void known(ResourceType type, @Nullable KubeObject before, KubeObject object, Findings findings) {
        switch (type.kind()) {
            case "Pod" -> PodRules.podSpec(object.at("spec"), "spec", findings);
            case "Deployment", "ReplicaSet" -> {
                PodRules.workloadTemplate(object, findings);
                PodRules.podSpec(object.at("spec", "template", "spec"), "spec.template.spec", findings);
            }
            case "Job" -> PodRules.job(object, findings);
            case "Secret", "ConfigMap" -> keys(object, findings);
            case "Service" ->
                findings.required(
                        object.at("spec", "ports").isEmpty()
                                && !Set.of("ExternalName").contains(object.text("spec", "type"))
                                && !object.text("spec", "clusterIP").equals("None"),
                        "spec.ports",
                        "");
            case "PersistentVolumeClaim" -> {
                findings.required(
                        object.at("spec", "accessModes").isEmpty(),
                        "spec.accessModes",
                        "at least 1 access mode is required");
                findings.required(
                        object.at("spec", "resources", "requests", "storage").isMissingNode(),
                        "spec.resources[storage]",
                        "");
            }
            case "HorizontalPodAutoscaler" ->
                findings.invalid(
                        object.at("spec", "maxReplicas").asInt(0)
                                < Math.max(1, object.at("spec", "minReplicas").asInt(1)),
                        "spec.maxReplicas",
                        object.at("spec", "maxReplicas"),
                        "must be greater than or equal to `minReplicas`");
            case "NIMCache", "NIMService" -> NimDefinitionRules.check(type, before, object, findings);
            case "Event" ->
                findings.invalid(
                        !object.text("involvedObject", "namespace").isEmpty()
                                && !object.text("involvedObject", "namespace").equals(object.namespace()),
                        "involvedObject.namespace",
                        object.at("involvedObject", "namespace"),
                        "does not match event.namespace");
            default -> {
                // The other kinds are checked by their shape alone.
            }
        }
    }

    private static void keys(KubeObject object, Findings findings) {
        object.at("data")
                .properties()
                .forEach(entry -> findings.invalid(
                        !CONFIG_KEY.matcher(entry.getKey()).matches(),
                        "data[%s]".formatted(entry.getKey()),
                        StringNode.valueOf(entry.getKey()),
                        "a valid config key must consist of alphanumeric characters, '-', '_' or '.'"));
    }
}
