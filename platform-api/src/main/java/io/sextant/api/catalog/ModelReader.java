package io.sextant.api.catalog;

import io.sextant.api.reference.ReferenceRow;
import io.sextant.api.reference.ReferenceTable;
import io.sextant.planner.model.AttentionPattern;
import io.sextant.planner.model.Experts;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.units.Display;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads models from their reference file. */
final class ModelReader {
    private ModelReader() {}

    static List<CatalogModel> read(ReferenceTable table, Map<String, List<NimProfile>> profiles) {
        Set<String> withoutModel = new HashSet<>(profiles.keySet());
        List<CatalogModel> models = new ArrayList<>();
        for (ReferenceRow row : table.rows()) {
            models.add(model(row, profiles.getOrDefault(row.text("nim_id"), List.of())));
            withoutModel.remove(row.text("nim_id"));
        }
        if (!withoutModel.isEmpty()) {
            throw new IllegalStateException(
                    "Reference data nim_profiles.csv has profiles of models that models.csv does not know: "
                            + withoutModel);
        }
        return models;
    }

    private static CatalogModel model(ReferenceRow row, List<NimProfile> profiles) {
        try {
            String notes = row.optionalText("notes");
            return new CatalogModel(
                    row.text("nim_id"),
                    row.text("title"),
                    row.text("publisher"),
                    image(row),
                    architecture(row),
                    row.text("licence"),
                    lifecycle(row),
                    MetricFamily.parse(row.text("metric_family")),
                    profiles,
                    facts(row),
                    notes == null ? "" : notes,
                    null);
        } catch (IllegalArgumentException e) {
            throw row.bad(String.valueOf(e.getMessage()));
        }
    }

    private static NimImage image(ReferenceRow row) {
        String repository = row.text("image_repository");
        if (!repository.startsWith("nvcr.io/nim/")) {
            throw row.bad("a NIM image lies below nvcr.io/nim/, but was " + repository);
        }
        return new NimImage(repository, row.text("image_tag"));
    }

    private static ModelArchitecture architecture(ReferenceRow row) {
        int kvLayers = row.whole("kv_layers");
        return new ModelArchitecture(
                row.text("model_id"),
                row.number("total_params_b"),
                row.number("active_params_b"),
                row.whole("layers"),
                kvLayers,
                row.whole("hidden"),
                row.whole("attn_heads"),
                row.whole("kv_heads"),
                row.whole("head_dim"),
                row.whole("vocab"),
                row.whole("max_context"),
                row.number("kv_bytes_per_token_16bit"),
                AttentionPattern.parse(row.text("attention"), kvLayers),
                experts(row),
                row.flag("tied_embeddings"));
    }

    private static @Nullable Experts experts(ReferenceRow row) {
        return row.optionalText("moe_experts") == null
                ? null
                : new Experts(row.whole("moe_experts"), row.whole("moe_topk"));
    }

    private static Lifecycle lifecycle(ReferenceRow row) {
        return Lifecycle.of(
                Lifecycle.Stage.parse(row.text("lifecycle")),
                row.optionalText("lifecycle_date") == null ? null : row.date("lifecycle_date"));
    }

    private static List<Fact> facts(ReferenceRow row) {
        String config = row.text("architecture_source");
        Experts experts = experts(row);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Image",
                row.text("image_repository") + ":" + row.text("image_tag"),
                row.text("image_source"),
                row.text("image_confidence").equals("likely")
                        ? Fact.Confidence.ASSUMED
                        : Fact.Confidence.statedIn(row.text("image_source"))));
        facts.add(Fact.of("Weights", row.text("model_id"), config));
        facts.add(Fact.of("Parameters", billions(row.number("total_params_b")), config));
        facts.add(Fact.of("Parameters used by a token", billions(row.number("active_params_b")), config));
        facts.add(Fact.of("Context", Display.count(row.whole("max_context")) + " tokens", config));
        facts.add(Fact.of("Layers", row.whole("layers") + ", of which " + row.whole("kv_layers") + " keep KV", config));
        facts.add(Fact.of(
                "Attention",
                "%s; %d heads, %d KV heads of %d"
                        .formatted(
                                row.text("attention"),
                                row.whole("attn_heads"),
                                row.whole("kv_heads"),
                                row.whole("head_dim")),
                config));
        facts.add(Fact.of(
                "KV cache per token",
                Display.decimal(row.number("kv_bytes_per_token_16bit") / 1024, 1) + " KiB at 16 bit",
                config));
        if (experts != null) {
            facts.add(Fact.of("Experts", experts.total() + ", of which a token uses " + experts.perToken(), config));
        }
        facts.add(Fact.of("Licence", row.text("licence"), row.text("licence_source")));
        facts.add(Fact.of("Lifecycle", lifecycle(row).label(), row.text("lifecycle_source")));
        facts.add(
                Fact.of("Metrics", MetricFamily.parse(row.text("metric_family")).label(), row.text("metric_source")));
        return facts;
    }

    private static String billions(double value) {
        return Display.decimal(value, 2) + " billion";
    }
}
