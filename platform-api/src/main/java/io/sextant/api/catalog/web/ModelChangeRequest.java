package io.sextant.api.catalog.web;

import io.sextant.api.catalog.ModelDraft;
import org.jspecify.annotations.Nullable;

/** What is to be said of an added model from now on; what is left out is empty then. */
record ModelChangeRequest(
        @Nullable String weights,
        @Nullable String title,
        @Nullable String publisher,
        @Nullable String licence,
        @Nullable String image,
        @Nullable String notes,
        @Nullable Double totalParametersB,
        @Nullable Double activeParametersB) {
    ModelDraft draft() {
        return new ModelDraft(
                null, weights, title, publisher, licence, image, notes, totalParametersB, activeParametersB);
    }
}
