package io.sextant.web.catalog;

import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.Lifecycle;
import io.sextant.api.catalog.NimProfile;
import io.sextant.planner.units.Display;
import java.util.Locale;
import java.util.stream.Collectors;

/** A model in the list. */
record ModelRow(
        String path,
        String planPath,
        String title,
        String nimId,
        String publisher,
        String parameters,
        String context,
        String precisions,
        String licence,
        String lifecycleTone,
        String lifecycle,
        String mark) {
    static ModelRow of(CatalogModel model) {
        return new ModelRow(
                "/catalog/" + model.nimId(),
                "/plan?model=" + model.nimId(),
                model.title(),
                model.nimId(),
                model.publisher(),
                parameters(model),
                Display.count(model.contextTokens()),
                precisions(model),
                model.licence(),
                tone(model.lifecycle()),
                model.lifecycle().label(),
                mark(model));
    }

    /** What sets it apart from those that came with the platform; empty for these. */
    private static String mark(CatalogModel model) {
        if (!model.isDeployable()) {
            return "no image yet";
        }
        return model.addition() == null ? "" : "added here";
    }

    static String tone(Lifecycle lifecycle) {
        return switch (lifecycle) {
            case Lifecycle.GenerallyAvailable ignored -> "ok";
            case Lifecycle.PhasingOut ignored -> "attention";
            case Lifecycle.Ended ignored -> "danger";
        };
    }

    private static String parameters(CatalogModel model) {
        String total = Display.decimal(model.parametersB(), 1);
        return model.architecture().isMixtureOfExperts()
                ? total + " (" + Display.decimal(model.architecture().activeParamsB(), 1) + " active)"
                : total;
    }

    private static String precisions(CatalogModel model) {
        return model.profiles().stream()
                .map(NimProfile::precision)
                .distinct()
                .sorted()
                .map(precision -> precision.label().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
