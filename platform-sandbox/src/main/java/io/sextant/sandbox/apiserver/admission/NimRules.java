package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
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
            NimCacheRules.check(spec, findings);
            findings.forbidden(
                    before != null && !withoutZeroResources(before.at("spec")).equals(withoutZeroResources(spec)),
                    "spec",
                    "spec is immutable once the NIMCache is created; create a new NIMCache instead");
        } else if (type.kind().equals("NIMService")) {
            NimServiceRules.check(spec, findings);
            if (before != null) {
                NimServiceRules.checkChange(before.at("spec"), spec, findings);
            }
        }
    }

    /** A volume claim as both kinds describe it. */
    static void claim(JsonNode claim, String path, Findings findings) {
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
    static int count(JsonNode node, String... names) {
        int count = 0;
        for (String name : names) {
            if (node.has(name) && !(name.equals("pvc") && node.path(name).isEmpty())) {
                count++;
            }
        }
        return count;
    }
}
