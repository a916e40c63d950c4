package io.sextant.api.catalog.web;

import io.sextant.api.catalog.ModelDraft;
import io.sextant.api.problem.PlatformProblem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model to be added.
 *
 * @param config the model's config.json as an object
 */
record ModelRequest(
        @Nullable String nimId,
        @Nullable String weights,
        @Nullable String title,
        @Nullable String publisher,
        @Nullable String licence,
        @Nullable String image,
        @Nullable String notes,
        @Nullable Double totalParametersB,
        @Nullable Double activeParametersB,
        @Nullable JsonNode config) {
    ModelDraft draft() {
        return new ModelDraft(
                nimId, weights, title, publisher, licence, image, notes, totalParametersB, activeParametersB);
    }

    JsonNode givenConfig() {
        if (config == null || config.isNull()) {
            throw new PlatformProblem.Invalid(
                    "/config", "missing", "The config.json is missing: send it as the object \"config\".");
        }
        return config;
    }
}
