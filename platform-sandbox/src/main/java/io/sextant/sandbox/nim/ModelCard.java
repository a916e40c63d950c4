package io.sextant.sandbox.nim;

import java.util.List;
import java.util.Map;

/** Bodies of the endpoints that describe a NIM. */
final class ModelCard {
    private ModelCard() {}

    static Map<String, Object> health(String message) {
        return Map.of("object", "health.response", "message", message);
    }

    static Map<String, Object> models(ServedModel model) {
        Map<String, Object> card = Map.of(
                "id", model.id(),
                "object", "model",
                "created", model.createdAt().getEpochSecond(),
                "owned_by", "system",
                "root", model.id(),
                "max_model_len", model.maxContextTokens());
        return Map.of("object", "list", "data", List.of(card));
    }

    static Map<String, Object> metadata(ServedModel model) {
        String shortName = model.id().substring(model.id().lastIndexOf('/') + 1) + ":" + model.release();
        return Map.of(
                "version", model.release(),
                "selectedModelProfileId", model.profileId(),
                "modelInfo", List.of(Map.of("shortName", shortName, "modelUrl", "ngc://" + model.id())),
                "assetInfo", List.of());
    }

    static Map<String, Object> version(ServedModel model) {
        return Map.of("release", model.release(), "api", model.release());
    }
}
