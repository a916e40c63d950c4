package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.ApiProblem.Cause;
import io.sextant.sandbox.apiserver.kind.CustomDefinition;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.schema.StructuralSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the operator's webhook checks of a NIMService. */
final class NimServiceWebhook {
    private static final String SPEC = "nimservice.spec";

    private NimServiceWebhook() {}

    static void check(ResourceType type, @Nullable KubeObject before, KubeObject object, Findings findings) {
        JsonNode spec = object.at("spec");
        for (String part : List.of("repository", "tag")) {
            findings.required(isBlank(spec.path("image").path(part)), SPEC + ".image." + part, "is required");
        }
        findings.required(isBlank(spec.path("authSecret")), SPEC + ".authSecret", "is required");
        storage(spec.path("storage"), findings);
        router(spec.path("expose"), findings);
        findings.required(
                spec.path("metrics").path("enabled").asBoolean(false)
                        && spec.path("metrics").path("serviceMonitor").isEmpty(),
                SPEC + ".metrics.serviceMonitor",
                "must be defined if " + SPEC + ".metrics.enabled is true");
        scale(type, spec, findings);
        findings.forbidden(spec.path("resources").has("claims"), SPEC + ".resources.claims", "must be empty");
        findings.forbidden(
                spec.path("inferencePlatform").asString("").equals("kserve") && spec.has("multiNode"),
                SPEC + ".multiNode",
                "cannot be set when the inferencePlatform is KServe");
        claims(spec, findings);
        if (before != null) {
            change(before.at("spec"), spec, findings);
        }
    }

    private static boolean isBlank(JsonNode value) {
        return value.asString("").isEmpty();
    }

    private static void storage(JsonNode storage, Findings findings) {
        String path = SPEC + ".storage";
        JsonNode shared = storage.path("sharedMemorySizeLimit");
        findings.invalid(
                !shared.isMissingNode() && Amounts.parse(shared).signum() <= 0,
                path + ".sharedMemorySizeLimit",
                shared,
                "must be > 0");
        JsonNode cache = storage.path("nimCache");
        JsonNode claim = storage.path("pvc");
        boolean cached = !isBlank(cache.path("name")) || !isBlank(cache.path("profile"));
        int sources = count(cached, !claim.isEmpty(), storage.has("emptyDir"), !isBlank(storage.path("hostPath")));
        String each = "%1$s.nimCache, %1$s.pvc, %1$s.emptyDir or %1$s.hostPath".formatted(path);
        findings.required(sources == 0, path, "one of " + each + ", must be defined");
        if (sources > 1) {
            findings.add(Cause.invalid(
                    path, "\"multiple storage sources defined\"", "only one of " + each + " must be defined"));
        }
        findings.required(
                isBlank(cache.path("name")) && !isBlank(cache.path("profile")),
                path + ".nimCache.name",
                "is required when " + path + ".nimCache is defined");
        if (!claim.isEmpty()) {
            NimCacheWebhook.claim(claim, path + ".pvc", findings);
        }
    }

    private static int count(boolean... set) {
        int count = 0;
        for (boolean one : set) {
            count += one ? 1 : 0;
        }
        return count;
    }

    private static void router(JsonNode expose, Findings findings) {
        JsonNode router = expose.path("router");
        boolean routed = router.has("ingress") || router.has("gateway");
        String path = SPEC + ".expose.router";
        findings.required(routed && isBlank(router.path("hostDomainName")), path + ".hostDomainName", "is required");
        findings.forbidden(
                router.has("ingress") && router.has("gateway"),
                path,
                "ingress and gateway cannot be specified together");
        findings.forbidden(
                expose.path("ingress").path("enabled").asBoolean(false) && router.has("ingress"),
                SPEC + ".expose.ingress",
                SPEC + ".expose.ingress is deprecated. Omit the field if you use .spec.expose.router instead");
        findings.required(
                router.path("gateway").path("grpcRoutesEnabled").asBoolean(false)
                        && !expose.path("service").has("grpcPort"),
                SPEC + ".expose.service.grpcPort",
                "must be set when .spec.expose.router.gateway.grpcRoutesEnabled is true");
    }

    private static void scale(ResourceType type, JsonNode spec, Findings findings) {
        JsonNode scale = spec.path("scale");
        if (!scale.path("enabled").asBoolean(false)) {
            return;
        }
        findings.required(
                scale.path("hpa").isEmpty(),
                SPEC + ".scale.hpa",
                "must be defined if " + SPEC + ".scale.enabled is true");
        findings.forbidden(
                spec.has("replicas") && !defaultsReplicas(type),
                "spec.replicas",
                "cannot be set when autoscaling is enabled; configure min/max replicas in spec.scale.hpa instead");
    }

    /** Releases whose definition fills in replicas, those before 3.0.2, do not mind them beside autoscaling. */
    private static boolean defaultsReplicas(ResourceType type) {
        CustomDefinition definition = type.definition();
        StructuralSchema spec =
                definition == null ? null : definition.schema().properties().get("spec");
        StructuralSchema replicas = spec == null ? null : spec.properties().get("replicas");
        return replicas != null && replicas.absent() != null;
    }

    private static void claims(JsonNode spec, Findings findings) {
        JsonNode resources = spec.path("draResources");
        for (int i = 0; i < resources.size(); i++) {
            boolean named = !isBlank(resources.path(i).path("resourceClaimName"));
            String path = "%s.draResources[%d]".formatted(SPEC, i);
            findings.forbidden(
                    named && spec.path("replicas").asInt(0) > 1,
                    path + ".resourceClaimName",
                    "must not be set when %s.replicas > 1, use %s.resourceClaimTemplateName instead"
                            .formatted(SPEC, path));
            findings.forbidden(
                    named && spec.path("scale").path("enabled").asBoolean(false),
                    path + ".resourceClaimName",
                    "must not be set when %s.scale.enabled is true, use %s.resourceClaimTemplateName instead"
                            .formatted(SPEC, path));
        }
    }

    private static void change(JsonNode before, JsonNode after, Findings findings) {
        findings.forbidden(
                !before.path("multiNode").equals(after.path("multiNode")),
                "spec.multiNode",
                "is immutable once the resource is created");
        JsonNode claim = before.path("storage").path("pvc");
        findings.forbidden(
                claim.path("create").asBoolean(false)
                        && !claim.equals(after.path("storage").path("pvc")),
                "spec.storage.pvc",
                "is immutable once it is created with spec.storage.pvc.create = true");
        findings.forbidden(
                !before.path("draResources").isEmpty()
                        && !before.path("draResources").equals(after.path("draResources")),
                "spec.draResources",
                "is immutable");
    }
}
