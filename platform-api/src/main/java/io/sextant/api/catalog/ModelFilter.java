package io.sextant.api.catalog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which models of the catalogue are asked for; null asks for nothing in particular.
 *
 * @param text words that stand in the id, title or publisher, in any order
 * @param publisher exact name of a publisher
 * @param minParametersB smallest model, 10^9 parameters
 * @param maxParametersB largest model, 10^9 parameters
 * @param gpu name of a GPU product it must run on
 * @param licence exact name of a licence
 */
public record ModelFilter(
        @Nullable String text,
        @Nullable String publisher,
        @Nullable Double minParametersB,
        @Nullable Double maxParametersB,
        @Nullable String gpu,
        Lifecycle.@Nullable Stage lifecycle,
        @Nullable String licence) {
    /** Every model. */
    public static final ModelFilter ALL = new ModelFilter(null, null, null, null, null, null, null);

    boolean matches(CatalogModel model) {
        return matchesText(model)
                && (publisher == null || publisher.equals(model.publisher()))
                && (minParametersB == null || model.parametersB() >= minParametersB)
                && (maxParametersB == null || model.parametersB() <= maxParametersB)
                && (lifecycle == null || lifecycle == model.lifecycle().stage())
                && (licence == null || licence.equals(model.licence()));
    }

    private boolean matchesText(CatalogModel model) {
        if (text == null) {
            return true;
        }
        String searched = (model.nimId() + " " + model.title() + " " + model.publisher()).toLowerCase(Locale.ROOT);
        for (String word : text.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
            if (!searched.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
