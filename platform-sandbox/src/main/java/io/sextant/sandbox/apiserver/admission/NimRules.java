package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules that the NIM Operator's CRDs and webhooks put on NIMCache and NIMService. */
final class NimRules {
    private static final Set<String> ACCESS_MODES =
            Set.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");

    private NimRules() {}

    static void check(ResourceType type, @Nullable KubeObject before, KubeObject object, Findings findings) {
        JsonNode spec = object.at("spec");
        if (type.kind().equals("NIMCache")) {
            cache(spec, findings);
            findings.forbidden(
                    before != null && !withoutZeroResources(before.at("spec")).equals(withoutZeroResources(spec)),
                    "spec",
                    "spec is immutable once the NIMCache is created; create a new NIMCache instead");
        } else if (type.kind().equals("NIMService")) {
            service(spec, findings);
            if (before != null) {
                serviceChange(before.at("spec"), spec, findings);
            }
        }
    }

    private static void cache(JsonNode spec, Findings findings) {
        JsonNode source = spec.path("source");
        if (!source.isMissingNode()) {
            findings.invalid(
                    count(source, "ngc", "hf", "dataStore") != 1,
                    "spec.source",
                    source,
                    "Exactly one of ngc, dataStore, or hf must be defined");
            ngc(source.path("ngc"), findings);
            hub(source.path("hf"), "spec.source.hf", "^https?://.+", findings);
            hub(source.path("dataStore"), "spec.source.dataStore", "^https?://.+/v1/hf/?$", findings);
        }
        JsonNode storage = spec.path("storage");
        if (!storage.isMissingNode() && storage.path("hostPath").isMissingNode()) {
            findings.required(storage.path("pvc").isEmpty(), "spec.storage.pvc", "must not be empty");
        }
        claim(storage.path("pvc"), "spec.storage.pvc", findings);
    }

    private static void ngc(JsonNode ngc, Findings findings) {
        findings.invalid(
                count(ngc, "model", "modelEndpoint") > 1,
                "spec.source.ngc",
                ngc,
                "Only one of 'model' or 'modelEndpoint' can be specified");
        JsonNode model = ngc.path("model");
        JsonNode profiles = model.path("profiles");
        findings.forbidden(
                !profiles.isEmpty()
                        && count(
                                        model,
                                        "precision",
                                        "engine",
                                        "tensorParallelism",
                                        "qosProfile",
                                        "gpus",
                                        "lora",
                                        "buildable")
                                > 0,
                "spec.source.ngc.model.profiles",
                "cannot be combined with the other selectors of the model");
        for (JsonNode profile : profiles) {
            findings.invalid(
                    profile.asString("").equals("all") && profiles.size() > 1,
                    "spec.source.ngc.model.profiles",
                    profiles,
                    "'all' must be the only profile");
        }
        JsonNode qos = model.path("qosProfile");
        findings.invalid(
                !qos.isMissingNode() && !Set.of("latency", "throughput").contains(qos.asString("")),
                "spec.source.ngc.model.qosProfile",
                qos,
                "must be latency or throughput");
    }

    private static void hub(JsonNode hub, String path, String endpoint, Findings findings) {
        if (hub.isMissingNode()) {
            return;
        }
        findings.invalid(
                !hub.path("endpoint").asString("").matches(endpoint),
                path + ".endpoint",
                hub.path("endpoint"),
                "should match '" + endpoint + "'");
        findings.invalid(
                count(hub, "modelName", "datasetName") != 1,
                path,
                hub,
                "Exactly one of modelName or datasetName must be defined");
    }

    private static void claim(JsonNode claim, String path, Findings findings) {
        if (claim.isMissingNode() || claim.isEmpty()) {
            return;
        }
        findings.required(
                !claim.path("create").asBoolean(false)
                        && claim.path("name").asString("").isEmpty(),
                path + ".name",
                "needed unless create is true");
        JsonNode mode = claim.path("volumeAccessMode");
        findings.invalid(
                !mode.isMissingNode() && !ACCESS_MODES.contains(mode.asString("")),
                path + ".volumeAccessMode",
                mode,
                "must be one of ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod");
    }

    private static void service(JsonNode spec, Findings findings) {
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
                count(storage, "nimCache", "pvc", "emptyDir", "hostPath") != 1,
                "spec.storage",
                storage,
                "exactly one of nimCache, pvc, emptyDir or hostPath must be defined");
        findings.required(
                storage.has("nimCache")
                        && storage.path("nimCache").path("name").asString("").isEmpty(),
                "spec.storage.nimCache.name",
                "");
        claim(storage.path("pvc"), "spec.storage.pvc", findings);
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
                count(router, "ingress", "gateway") > 1,
                "spec.expose.router",
                router,
                "ingress and gateway cannot be specified together");
        findings.required(
                count(router, "ingress", "gateway") > 0
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

    private static void serviceChange(JsonNode before, JsonNode after, Findings findings) {
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

    /** The operator itself writes resources of 0 into caches that name none; to its Go types that is the same spec. */
    private static JsonNode withoutZeroResources(JsonNode spec) {
        JsonNode resources = spec.path("resources");
        for (JsonNode amount : resources) {
            if (!amount.asString("").equals("0")) {
                return spec;
            }
        }
        return resources.isMissingNode() ? spec : ((ObjectNode) spec.deepCopy()).without("resources");
    }

    /** How many are set; an empty claim is what the operator writes where none was given. */
    private static int count(JsonNode node, String... names) {
        int count = 0;
        for (String name : names) {
            if (node.has(name) && !(name.equals("pvc") && node.path(name).isEmpty())) {
                count++;
            }
        }
        return count;
    }
}
