package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.ApiProblem.Cause;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the operator's webhook checks of a NIMCache. */
final class NimCacheWebhook {
    private static final Set<String> ACCESS_MODES =
            Set.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");
    private static final List<String> SELECTORS =
            List.of("precision", "engine", "tensorParallelism", "qosProfile", "gpus", "lora", "buildable");
    private static final Pattern NO_PROXY = Pattern.compile(
            "\\.?[a-zA-Z0-9.-]+|(\\d{1,3}\\.){3}\\d{1,3}(:\\d+|/\\d{1,2})?|\\[[0-9a-fA-F:]+](:\\d+|/\\d{1,3})?");

    private NimCacheWebhook() {}

    static void check(@Nullable KubeObject before, KubeObject object, Findings findings) {
        JsonNode spec = object.at("spec");
        ngc(spec.path("source").path("ngc"), findings);
        JsonNode claim = spec.path("storage").path("pvc");
        if (claim.isEmpty()) {
            findings.required(true, "nimcache.spec.storage", "must not be empty");
        } else {
            claim(claim, "nimcache.spec.storage.pvc", findings);
        }
        proxy(spec.path("proxy"), findings);
        findings.forbidden(
                before != null && !withoutZeroResources(before.at("spec")).equals(withoutZeroResources(spec)),
                "nimcache.spec",
                "is immutable once the object is created");
    }

    private static void ngc(JsonNode ngc, Findings findings) {
        if (ngc.isMissingNode()) {
            return;
        }
        String path = "nimcache.spec.source.ngc";
        model(ngc.path("model"), path + ".model", findings);
        for (String name : List.of("authSecret", "modelPuller")) {
            findings.required(ngc.path(name).asString("").isEmpty(), path + "." + name, "must be non-empty");
        }
    }

    private static void model(JsonNode model, String path, Findings findings) {
        JsonNode profiles = model.path("profiles");
        if (!profiles.isEmpty()) {
            boolean all = profiles.valueStream()
                    .anyMatch(profile -> profile.asString("").equals("all"));
            findings.invalid(
                    all && profiles.size() > 1,
                    path + ".profiles",
                    profiles,
                    "must only have a single entry when it contains 'all'");
            for (String name : SELECTORS) {
                findings.forbidden(
                        isSet(model.path(name)),
                        path + "." + name,
                        "must be empty if " + path + ".profiles is provided");
            }
        }
        String qos = model.path("qosProfile").asString("");
        if (!qos.isEmpty() && !Set.of("latency", "throughput").contains(qos)) {
            findings.add(Cause.unsupported(
                    path + ".qosProfile", "\"" + qos + "\"", List.of("\"latency\"", "\"throughput\"")));
        }
    }

    private static boolean isSet(JsonNode value) {
        return value.isBoolean()
                || (value.isContainer() ? !value.isEmpty() : !value.asString("").isEmpty());
    }

    /** A volume claim as both kinds describe it. */
    static void claim(JsonNode claim, String path, Findings findings) {
        findings.required(
                !claim.path("create").asBoolean(false)
                        && claim.path("name").asString("").isEmpty(),
                path + ".name",
                "must be provided when " + path + ".create is false");
        JsonNode mode = claim.path("volumeAccessMode");
        findings.invalid(
                !mode.asString("").isEmpty() && !ACCESS_MODES.contains(mode.asString("")),
                path + ".volumeAccessMode",
                mode,
                "unrecognized volumeAccessMode");
    }

    private static void proxy(JsonNode proxy, Findings findings) {
        String[] tokens = proxy.path("noProxy").asString("").split(",", -1);
        for (int i = 0; i < tokens.length; i++) {
            String token = tokens[i].strip();
            if (!token.isEmpty() && !NO_PROXY.matcher(token).matches()) {
                findings.add(Cause.invalid(
                        "nimcache.spec.proxy.noProxy[%d]".formatted(i), "\"" + token + "\"", "invalid token"));
            }
        }
        for (String name : List.of("httpsProxy", "httpProxy")) {
            String url = proxy.path(name).asString("");
            findings.invalid(
                    !url.isEmpty() && !url.startsWith("http://") && !url.startsWith("https://"),
                    "nimcache.spec.proxy." + name,
                    proxy.path(name),
                    "must start with http:// or https://");
        }
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
}
