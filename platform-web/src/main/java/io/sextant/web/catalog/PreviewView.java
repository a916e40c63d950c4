package io.sextant.web.catalog;

import io.sextant.api.catalog.ModelPreview;
import io.sextant.api.catalog.NimProfile;
import io.sextant.api.catalog.config.ReadField;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.units.Display;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What was understood of a config.json, before anything is saved.
 *
 * @param fields name, value and the key it was read from
 */
record PreviewView(
        String headline,
        String kvPerToken,
        String kvAtContext,
        List<Weights> weights,
        String profiles,
        String fits,
        boolean deployable,
        List<ReadField> fields,
        List<String> remarks) {
    private static final double BYTES_PER_GIB = 1024.0 * 1024 * 1024;
    private static final int SHOWN_GPUS = 8;

    /** Size in one number format. */
    record Weights(String precision, String size) {}

    static PreviewView of(ModelPreview preview) {
        ModelArchitecture model = preview.model().architecture();
        return new PreviewView(
                headline(model),
                Display.decimal(model.kvBytesPerToken16bit() / 1024, 1) + " KiB at 16 bit",
                Display.gib(model.kvBytes(model.maxContext(), 2) / BYTES_PER_GIB) + " for one request of "
                        + Display.count(model.maxContext()) + " tokens",
                preview.weightSizes().stream()
                        .map(size ->
                                new Weights(size.precision().label().toUpperCase(Locale.ROOT), Display.gib(size.gib())))
                        .toList(),
                preview.model().profiles().stream()
                        .map(NimProfile::technicalName)
                        .collect(Collectors.joining(", ")),
                fits(preview.fittingGpus()),
                preview.deployable(),
                preview.reading().fields(),
                preview.reading().remarks());
    }

    private static String headline(ModelArchitecture model) {
        String total = Display.decimal(model.totalParamsB(), 2) + " billion parameters";
        return model.isMixtureOfExperts()
                ? total + ", " + Display.decimal(model.activeParamsB(), 2) + " billion used by a token"
                : total;
    }

    private static String fits(List<String> gpus) {
        if (gpus.isEmpty()) {
            return "on no GPU product of the catalogue";
        }
        String first = gpus.stream().limit(SHOWN_GPUS).collect(Collectors.joining(", "));
        return gpus.size() > SHOWN_GPUS ? first + " and " + (gpus.size() - SHOWN_GPUS) + " more" : first;
    }
}
