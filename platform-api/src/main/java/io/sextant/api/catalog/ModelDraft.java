package io.sextant.api.catalog;

import io.sextant.api.catalog.config.StatedParameters;
import io.sextant.api.problem.FieldError;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people say of a model they add or change; the rest stands in its config.json.
 *
 * @param nimId publisher and name, such as {@code qwen/qwen3-4b}; also the model's name in requests
 * @param weights id of the weights, such as {@code Qwen/Qwen3-4B}; null for the NIM id
 * @param image {@code registry/repository:tag}; null where there is none yet
 * @param totalParametersB 10^9; null to add up the layers
 * @param activeParametersB 10^9; null to calculate
 */
public record ModelDraft(
        @Nullable String nimId,
        @Nullable String weights,
        @Nullable String title,
        @Nullable String publisher,
        @Nullable String licence,
        @Nullable String image,
        @Nullable String notes,
        @Nullable Double totalParametersB,
        @Nullable Double activeParametersB) {
    private static final Pattern NIM_ID = Pattern.compile("[a-z0-9-]+/[a-z0-9._-]+");
    private static final Pattern WEIGHTS = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NOTES = 1000;
    private static final String UNSTATED = "not stated";

    StatedParameters stated() {
        return new StatedParameters(totalParametersB, activeParametersB);
    }

    /** The same under the id of a model that exists. */
    ModelDraft of(String existing) {
        return new ModelDraft(
                existing, weights, title, publisher, licence, image, notes, totalParametersB, activeParametersB);
    }

    /** The checked description; whatever is wrong is added to the errors. */
    ModelDescription description(List<FieldError> errors) {
        String id = DraftText.required("nimId", "The NIM id", nimId, LONGEST_NAME, errors);
        if (!id.isEmpty() && !NIM_ID.matcher(id).matches()) {
            errors.add(new FieldError(
                    "/nimId",
                    "malformed",
                    "The NIM id is publisher/name in lower case, such as qwen/qwen3-4b, but was \"" + id + "\"."));
        }
        if (id.startsWith("gpus/")) {
            errors.add(new FieldError("/nimId", "reserved", "A publisher cannot be called gpus."));
        }
        String shape = DraftText.optional("weights", "The id of the weights", weights, LONGEST_NAME, errors);
        if (!shape.isEmpty() && !WEIGHTS.matcher(shape).matches()) {
            errors.add(new FieldError(
                    "/weights", "malformed", "The weights are named organisation/name, such as Qwen/Qwen3-4B."));
        }
        String given = DraftText.optional("licence", "The licence", licence, LONGEST_NAME, errors);
        return new ModelDescription(
                id,
                shape.isEmpty() ? id : shape,
                DraftText.required("title", "The title", title, LONGEST_NAME, errors),
                DraftText.required("publisher", "The publisher", publisher, LONGEST_NAME, errors),
                given.isEmpty() ? UNSTATED : given,
                DraftText.optional("notes", "The note", notes, LONGEST_NOTES, errors),
                image(errors));
    }

    private @Nullable NimImage image(List<FieldError> errors) {
        if (image == null || image.isBlank()) {
            return null;
        }
        try {
            return NimImage.parse(image.strip());
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("/image", "malformed", "This is no image reference: " + e.getMessage() + "."));
            return null;
        }
    }
}
