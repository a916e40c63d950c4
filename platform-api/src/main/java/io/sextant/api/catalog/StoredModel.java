package io.sextant.api.catalog;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.Experts;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.units.Display;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A model as an administrator added it.
 *
 * @param weightFormat number format of the published weights
 * @param parametersStated a person stated the parameter counts
 * @param deprecatedOn null while it is in use
 * @param config the config.json it was read from
 */
record StoredModel(
        ModelDescription description,
        ModelArchitecture architecture,
        Precision weightFormat,
        boolean parametersStated,
        @Nullable LocalDate deprecatedOn,
        String config,
        Addition addition) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    String nimId() {
        return description.nimId();
    }

    StoredModel described(ModelDescription other, ModelArchitecture counted, boolean stated, Addition change) {
        return new StoredModel(other, counted, weightFormat, stated, deprecatedOn, config, change);
    }

    StoredModel deprecated(@Nullable LocalDate day, Addition change) {
        return new StoredModel(description, architecture, weightFormat, parametersStated, day, config, change);
    }

    CatalogModel catalogModel() {
        NimImage image = description.image();
        return new CatalogModel(
                nimId(),
                description.title(),
                description.publisher(),
                image,
                architecture,
                description.licence(),
                deprecatedOn == null ? new Lifecycle.GenerallyAvailable() : new Lifecycle.PhasingOut(null),
                image == null ? MetricFamily.VLLM : image.metricFamily(),
                DerivedProfiles.of(nimId(), architecture, weightFormat),
                facts(image),
                description.notes(),
                addition);
    }

    private List<Fact> facts(@Nullable NimImage image) {
        String config = "config.json given by " + addition.addedBy() + " on " + DAY.format(addition.addedAt());
        String stated = "stated by " + addition.changedBy() + " on " + DAY.format(addition.changedAt());
        List<Fact> facts = new ArrayList<>();
        facts.add(stated("Image", image == null ? "none yet: cannot be deployed" : image.reference(), stated));
        facts.add(stated("Weights", architecture.id(), stated));
        facts.add(stated("Number format of the weights", weightFormat.label().toUpperCase(Locale.ROOT), config));
        String count = parametersStated ? stated : "sum over the layers of the " + config;
        facts.add(stated("Parameters", billions(architecture.totalParamsB()), count));
        facts.add(stated("Parameters used by a token", billions(architecture.activeParamsB()), count));
        facts.add(stated("Context", Display.count(architecture.maxContext()) + " tokens", config));
        facts.add(stated("Layers", String.valueOf(architecture.layers()), config));
        facts.add(stated(
                "Attention",
                "%s; %d heads, %d KV heads of %d"
                        .formatted(
                                AttentionWording.of(architecture),
                                architecture.heads(),
                                architecture.kvHeads(),
                                architecture.headDim()),
                config));
        facts.add(stated(
                "KV cache per token",
                Display.decimal(architecture.kvBytesPerToken16bit() / 1024, 1) + " KiB at 16 bit",
                config));
        Experts experts = architecture.experts();
        if (experts != null) {
            facts.add(stated("Experts", experts.total() + ", of which a token uses " + experts.perToken(), config));
        }
        facts.add(stated("Licence", description.licence(), stated));
        return facts;
    }

    private static Fact stated(String name, String value, String source) {
        return new Fact(name, value, source, Fact.Confidence.STATED);
    }

    private static String billions(double value) {
        return Display.decimal(value, 2) + " billion";
    }
}
