package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rules that the NIM Operator's definitions of NIMCache and NIMService put on them, restated.
 *
 * <p>They stand in for the definitions themselves, and only where no directory with those is named.
 */
final class NimDefinitionRules {
    private NimDefinitionRules() {}

    static void check(ResourceType type, @Nullable KubeObject before, KubeObject object, Findings findings) {
        JsonNode spec = object.at("spec");
        switch (type.kind()) {
            case "NIMCache" -> {
                source(spec.path("source"), findings);
                puller(before, spec, findings);
            }
            case "NIMService" -> {
                scale(spec, findings);
                expose(spec.path("expose"), findings);
                platform(spec.path("inferencePlatform"), findings);
            }
            default -> {
                // There are no others.
            }
        }
    }

    private static void source(JsonNode source, Findings findings) {
        if (source.isMissingNode()) {
            return;
        }
        findings.invalid(
                count(source, "ngc", "hf", "dataStore") != 1,
                "spec.source",
                source,
                "Exactly one of ngc, dataStore, or hf must be defined");
        findings.invalid(
                count(source.path("ngc"), "model", "modelEndpoint") > 1,
                "spec.source.ngc",
                source.path("ngc"),
                "Only one of 'model' or 'modelEndpoint' can be specified");
        hub(source.path("hf"), "spec.source.hf", "^https?://.*$", findings);
        hub(source.path("dataStore"), "spec.source.dataStore", "^https?://.*/v1/hf/?$", findings);
    }

    private static void hub(JsonNode hub, String path, String endpoint, Findings findings) {
        if (hub.isMissingNode()) {
            return;
        }
        String place = path + ".endpoint";
        findings.invalid(
                !hub.path("endpoint").asString("").matches(endpoint),
                place,
                hub.path("endpoint"),
                place + " in body should match '" + endpoint + "'");
        findings.invalid(
                count(hub, "modelName", "datasetName") != 1,
                path,
                hub,
                "Exactly one of modelName or datasetName must be defined");
    }

    private static void puller(@Nullable KubeObject before, JsonNode spec, Findings findings) {
        JsonNode puller = spec.path("source").path("ngc").path("modelPuller");
        JsonNode old = before == null ? puller : before.at("spec", "source", "ngc", "modelPuller");
        findings.invalid(
                puller.isString() && old.isString() && !puller.equals(old),
                "spec.source.ngc.modelPuller",
                puller,
                "modelPuller is an immutable field. Please create a new NIMCache resource instead when you want to"
                        + " change this container.");
    }

    private static void scale(JsonNode spec, Findings findings) {
        JsonNode replicas = spec.path("replicas");
        boolean scales = spec.path("scale").path("enabled").asBoolean(false);
        findings.invalid(
                scales && !replicas.isMissingNode(),
                "spec",
                spec,
                "spec.replicas cannot be set when spec.scale.enabled is true");
        least("spec.replicas", replicas, 0, findings);
        least("spec.scale.hpa.minReplicas", spec.path("scale").path("hpa").path("minReplicas"), 1, findings);
        findings.invalid(
                scales && !spec.path("multiNode").isMissingNode(),
                "spec",
                spec,
                "autoScaling must be nil or disabled when multiNode is set");
    }

    private static void expose(JsonNode expose, Findings findings) {
        for (String name : List.of("port", "grpcPort", "metricsPort")) {
            JsonNode port = expose.path("service").path(name);
            String place = "spec.expose.service." + name;
            least(place, port, 1, findings);
            findings.invalid(
                    port.asInt(0) > 65535, place, port, place + " in body should be less than or equal to 65535");
        }
        JsonNode router = expose.path("router");
        findings.invalid(
                count(router, "ingress", "gateway") > 1,
                "spec.expose.router",
                router,
                "ingress and gateway cannot be specified together");
        findings.invalid(
                expose.path("ingress").path("enabled").asBoolean(false) && router.has("ingress"),
                "spec",
                expose,
                ".spec.expose.ingress is deprecated, and will be removed in a future release. If .spec.expose.ingress"
                        + " is set, please do not set .spec.expose.router.ingress.");
    }

    private static void platform(JsonNode platform, Findings findings) {
        findings.invalid(
                !platform.isMissingNode() && !Set.of("standalone", "kserve").contains(platform.asString("")),
                "spec.inferencePlatform",
                platform,
                "supported values: \"standalone\", \"kserve\"");
    }

    private static void least(String place, JsonNode number, int least, Findings findings) {
        findings.invalid(
                number.isNumber() && number.asInt(0) < least,
                place,
                number,
                place + " in body should be greater than or equal to " + least);
    }

    private static int count(JsonNode node, String... names) {
        int count = 0;
        for (String name : names) {
            count += node.has(name) ? 1 : 0;
        }
        return count;
    }
}
