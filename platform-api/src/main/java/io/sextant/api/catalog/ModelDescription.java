package io.sextant.api.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What people say of a model they add.
 *
 * @param weights id of the weights, such as {@code Qwen/Qwen3-8B}: measurements are matched by it
 * @param image null where none is named yet
 */
record ModelDescription(
        String nimId,
        String weights,
        String title,
        String publisher,
        String licence,
        String notes,
        @Nullable NimImage image) {}
