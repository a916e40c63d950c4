package io.sextant.web.catalog;

import io.sextant.api.catalog.ModelDraft;
import io.sextant.api.problem.FieldError;
import io.sextant.web.layout.TypedNumber;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model as it was typed.
 *
 * @param revision the state an edit was begun from; empty for a new model
 * @param config text of the config.json; empty for an edit
 */
record ModelForm(
        @Nullable String revision,
        @Nullable String nimId,
        @Nullable String weights,
        @Nullable String title,
        @Nullable String publisher,
        @Nullable String licence,
        @Nullable String image,
        @Nullable String notes,
        @Nullable String totalParametersB,
        @Nullable String activeParametersB,
        @Nullable String config) {
    static ModelForm blank() {
        return new ModelForm("", "", "", "", "", "", "", "", "", "", "");
    }

    static ModelForm of(ModelDraft draft, String revision) {
        return new ModelForm(
                revision,
                draft.nimId(),
                draft.weights(),
                draft.title(),
                draft.publisher(),
                draft.licence(),
                draft.image(),
                draft.notes(),
                TypedNumber.shown(draft.totalParametersB()),
                TypedNumber.shown(draft.activeParametersB()),
                "");
    }

    ModelDraft draft(List<FieldError> errors) {
        return new ModelDraft(
                nimId,
                weights,
                title,
                publisher,
                licence,
                image,
                notes,
                TypedNumber.decimal("totalParametersB", totalParametersB, errors),
                TypedNumber.decimal("activeParametersB", activeParametersB, errors));
    }

    ModelForm withConfig(String text) {
        return new ModelForm(
                revision,
                nimId,
                weights,
                title,
                publisher,
                licence,
                image,
                notes,
                totalParametersB,
                activeParametersB,
                text);
    }

    ModelForm from(String otherRevision) {
        return new ModelForm(
                otherRevision,
                nimId,
                weights,
                title,
                publisher,
                licence,
                image,
                notes,
                totalParametersB,
                activeParametersB,
                config);
    }

    String configText() {
        return Objects.requireNonNullElse(config, "");
    }
}
