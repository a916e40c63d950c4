package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.KubeObject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The rules on pods and on the templates that make them. */
final class PodRules {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private PodRules() {}

    static void workloadTemplate(KubeObject object, Findings findings) {
        JsonNode wanted = object.at("spec", "selector", "matchLabels");
        JsonNode labels = object.at("spec", "template", "metadata", "labels");
        findings.required(object.at("spec", "selector").isMissingNode(), "spec.selector", "");
        for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
            findings.invalid(
                    !entry.getValue().equals(labels.path(entry.getKey())),
                    "spec.template.metadata.labels",
                    labels,
                    "`selector` does not match template `labels`");
        }
        findings.invalid(
                object.at("spec", "replicas").asInt(0) < 0,
                "spec.replicas",
                object.at("spec", "replicas"),
                "must be greater than or equal to 0");
    }

    static void job(KubeObject object, Findings findings) {
        podSpec(object.at("spec", "template", "spec"), "spec.template.spec", findings);
        JsonNode policy = object.at("spec", "template", "spec", "restartPolicy");
        findings.required(
                !Set.of("OnFailure", "Never").contains(policy.asString("")),
                "spec.template.spec.restartPolicy",
                "valid values: \"OnFailure\", \"Never\"");
    }

    static void podSpec(JsonNode spec, String path, Findings findings) {
        JsonNode containers = spec.path("containers");
        findings.required(containers.isEmpty(), path + ".containers", "");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            JsonNode container = containers.path(i);
            String at = "%s.containers[%d]".formatted(path, i);
            String name = container.path("name").asString("");
            findings.required(name.isEmpty(), at + ".name", "");
            findings.invalid(
                    !name.isEmpty() && !LABEL.matcher(name).matches(),
                    at + ".name",
                    container.path("name"),
                    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-'");
            findings.invalid(
                    !name.isEmpty() && !names.add(name), at + ".name", container.path("name"), "Duplicate value");
            findings.required(container.path("image").asString("").isEmpty(), at + ".image", "");
            extendedResources(container.path("resources"), at + ".resources", findings);
        }
    }

    private static void extendedResources(JsonNode resources, String path, Findings findings) {
        resources.path("limits").properties().forEach(limit -> {
            if (limit.getKey().contains("/")) {
                findings.invalid(
                        !limit.getValue().equals(resources.path("requests").path(limit.getKey())),
                        path + ".requests",
                        resources.path("requests").path(limit.getKey()),
                        "must be equal to %s limit of %s"
                                .formatted(limit.getKey(), limit.getValue().asString("")));
            }
        });
        resources.path("requests").properties().forEach(request -> {
            if (request.getKey().contains("/")) {
                findings.required(
                        resources.path("limits").path(request.getKey()).isMissingNode(),
                        path + ".limits",
                        "Limit must be set for non overcommitable resources");
            }
        });
    }
}
