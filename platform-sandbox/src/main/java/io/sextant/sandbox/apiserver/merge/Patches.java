package io.sextant.sandbox.apiserver.merge;

import io.fabric8.zjsonpatch.JsonPatch;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The three patch formats that are not server-side apply. */
public final class Patches {
    private Patches() {}

    /** RFC 6902. */
    public static ObjectNode json(ObjectNode target, JsonNode patch) {
        if (!patch.isArray()) {
            throw ApiProblem.badRequest("a JSON patch must be an array of operations");
        }
        try {
            if (JsonPatch.apply(patch, target) instanceof ObjectNode patched) {
                return patched;
            }
        } catch (RuntimeException e) {
            throw ApiProblem.unprocessable(String.valueOf(e.getMessage()));
        }
        throw ApiProblem.badRequest("the JSON patch does not leave an object");
    }

    /** RFC 7386. */
    public static ObjectNode merge(ObjectNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            throw ApiProblem.badRequest("a merge patch must be an object");
        }
        ObjectNode result = target.deepCopy();
        changes.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                result.remove(entry.getKey());
            } else if (value.isObject()) {
                ObjectNode inner = result.get(entry.getKey()) instanceof ObjectNode there ? there : result.objectNode();
                result.set(entry.getKey(), merge(inner, value));
            } else {
                result.set(entry.getKey(), value.deepCopy());
            }
        });
        return result;
    }

    /** Strategic merge patch; custom kinds have none. */
    public static ObjectNode strategic(ResourceType type, ObjectNode target, JsonNode patch) {
        if (type.custom()) {
            throw ApiProblem.unsupportedMediaType(
                    "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
        }
        return StrategicPatch.apply(type.shape(), target, patch);
    }
}
