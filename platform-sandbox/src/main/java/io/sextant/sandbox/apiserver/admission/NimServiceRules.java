package io.sextant.sandbox.apiserver.admission;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules on a NIMService's specification and its changes. */
final class NimServiceRules {
    private NimServiceRules() {}

    static void check(JsonNode spec, Findings findings) {
        scale(spec, findings);
        findings.required(
                spec.has("authSecret") && spec.path("authSecret").asString("").isEmpty(), "spec.authSecret", "");
        for (String part : List.of("repository", "tag")) {
            findings.required(
                    spec.path("image").has(part)
                            && spec.path("image").path(part).asString("").isEmpty(),
                    "spec.image." + part,
                    "");
        }
        storage(spec.path("storage"), findings);
        expose(spec.path("expose"), findings);
        JsonNode metrics = spec.path("metrics");
        findings.required(
                metrics.path("enabled").asBoolean(false)
                        && metrics.path("serviceMonitor").isEmpty(),
                "spec.metrics.serviceMonitor",
                "must not be empty when metrics are enabled");
        findings.forbidden(
                !spec.path("resources").path("claims").isEmpty(), "spec.resources.claims", "use draResources instead");
        JsonNode platform = spec.path("inferencePlatform");
        findings.invalid(
                !platform.isMissingNode() && !Set.of("standalone", "kserve").contains(platform.asString("")),
                "spec.inferencePlatform",
                platform,
                "supported values: \"standalone\", \"kserve\"");
    }

    private static void scale(JsonNode spec, Findings findings) {
        JsonNode replicas = spec.path("replicas");
        JsonNode hpa = spec.path("scale").path("hpa");
        boolean scales = spec.path("scale").path("enabled").asBoolean(false);
        findings.invalid(
                scales && !replicas.isMissingNode(),
                "spec",
                spec,
                "spec.replicas cannot be set when spec.scale.enabled is true");
        findings.invalid(
                replicas.asInt(0) < 0,
                "spec.replicas",
                replicas,
                "spec.replicas in body should be greater than or equal to 0");
        findings.required(scales && hpa.isMissingNode(), "spec.scale.hpa", "needed when scale is enabled");
        if (!hpa.isMissingNode()) {
            int min = hpa.path("minReplicas").asInt(1);
            findings.invalid(
                    min < 1,
                    "spec.scale.hpa.minReplicas",
                    hpa.path("minReplicas"),
                    "should be greater than or equal to 1");
            findings.invalid(
                    scales && hpa.path("maxReplicas").asInt(0) < min,
                    "spec.scale.hpa.maxReplicas",
                    hpa.path("maxReplicas"),
                    "must be greater than or equal to minReplicas");
        }
        findings.invalid(
                scales && !spec.path("multiNode").isMissingNode(),
                "spec",
                spec,
                "autoScaling must be disabled when multiNode is enabled");
    }

    private static void storage(JsonNode storage, Findings findings) {
        findings.invalid(
                NimRules.count(storage, "nimCache", "pvc", "emptyDir", "hostPath") != 1,
                "spec.storage",
                storage,
                "exactly one of nimCache, pvc, emptyDir or hostPath must be defined");
        findings.required(
                storage.has("nimCache")
                        && storage.path("nimCache").path("name").asString("").isEmpty(),
                "spec.storage.nimCache.name",
                "");
        NimRules.claim(storage.path("pvc"), "spec.storage.pvc", findings);
        JsonNode shared = storage.path("sharedMemorySizeLimit");
        findings.invalid(
                !shared.isMissingNode() && Amounts.parse(shared).signum() <= 0,
                "spec.storage.sharedMemorySizeLimit",
                shared,
                "must be greater than 0");
    }

    private static void expose(JsonNode expose, Findings findings) {
        for (String name : List.of("port", "grpcPort", "metricsPort")) {
            JsonNode port = expose.path("service").path(name);
            findings.invalid(
                    !port.isMissingNode() && (port.asInt(0) < 1 || port.asInt(0) > 65535),
                    "spec.expose.service." + name,
                    port,
                    "must be between 1 and 65535");
        }
        JsonNode router = expose.path("router");
        findings.invalid(
                NimRules.count(router, "ingress", "gateway") > 1,
                "spec.expose.router",
                router,
                "ingress and gateway cannot be specified together");
        findings.required(
                NimRules.count(router, "ingress", "gateway") > 0
                        && router.path("hostDomainName").asString("").isEmpty(),
                "spec.expose.router.hostDomainName",
                "needed with ingress or gateway");
        boolean oldIngress = expose.path("ingress").path("enabled").asBoolean(false);
        findings.required(
                oldIngress && expose.path("ingress").path("spec").isEmpty(),
                "spec.expose.ingress.spec",
                "must not be empty when ingress is enabled");
        findings.invalid(
                oldIngress && router.has("ingress"),
                "spec.expose",
                expose,
                "ingress and router.ingress cannot be specified together");
    }

    static void checkChange(JsonNode before, JsonNode after, Findings findings) {
        findings.forbidden(
                !before.path("multiNode").equals(after.path("multiNode")), "spec.multiNode", "field is immutable");
        findings.forbidden(
                !before.path("draResources").equals(after.path("draResources")),
                "spec.draResources",
                "field is immutable");
        JsonNode claim = before.path("storage").path("pvc");
        findings.forbidden(
                claim.path("create").asBoolean(false)
                        && !claim.equals(after.path("storage").path("pvc")),
                "spec.storage.pvc",
                "field is immutable when create is true");
    }
}
