package io.sextant.api.deployment.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One field in which two renderings of an object differ.
 *
 * @param path such as {@code spec.scale.hpa.maxReplicas}
 * @param before absent where the field is new; {@code after} absent where it is gone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldChange(
        String kind,
        String path,
        @Nullable String before,
        @Nullable String after) {}
