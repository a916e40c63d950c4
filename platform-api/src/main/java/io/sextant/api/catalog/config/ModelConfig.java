package io.sextant.api.catalog.config;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.Experts;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.units.Display;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A model's config.json in the form of Hugging Face, and what the planner makes of it. */
public final class ModelConfig {
    private static final String ROOT = "/config";
    private static final String TEXT_PART = "text_config";
    private static final int MOST_LAYERS = 1000;
    private static final int MOST_WIDTH = 200_000;
    private static final int MOST_WORDS = 5_000_000;
    private static final int MOST_CONTEXT = 100_000_000;
    private static final double NOTABLE_DIFFERENCE = 0.1;
    private static final Set<String> STATEFUL = Set.of(
            "mamba",
            "mamba2",
            "falcon_mamba",
            "jamba",
            "zamba",
            "zamba2",
            "bamba",
            "nemotron_h",
            "falcon_h1",
            "lfm2",
            "lfm2_moe",
            "granitemoehybrid",
            "qwen3_next",
            "qwen3_5",
            "qwen3_5_moe",
            "minimax",
            "minimax_m1",
            "rwkv",
            "kimi_linear",
            "recurrent_gemma");

    private final JsonNode root;
    private final StatedParameters stated;

    private ModelConfig(JsonNode root, StatedParameters stated) {
        this.root = root;
        this.stated = stated;
    }

    /**
     * Reads a configuration; the problem names every member that is missing, unknown or contradicts another.
     *
     * @param weights id of the weights, such as {@code Qwen/Qwen3-8B}
     */
    public static ModelReading read(String weights, JsonNode config, StatedParameters stated) {
        if (!config.isObject()) {
            throw refused(List.of(new FieldError(
                    ROOT, "not-an-object", "This is not a config.json: it must be a JSON object with model_type.")));
        }
        return new ModelConfig(config, stated).read(weights);
    }

    private ModelReading read(String weights) {
        Family family = family();
        boolean nested = root.path(TEXT_PART).isObject();
        ConfigFields config =
                new ConfigFields(nested ? root.path(TEXT_PART) : root, nested ? ROOT + "/" + TEXT_PART : ROOT, family);
        stated.check(config.errors());
        if (nested) {
            config.remark("Only the language part (text_config) is counted; encoders for images or sound are not.");
        }
        config.understood("Family", family == Family.OTHER ? typeOf() : family.modelType(), "model_type");
        int layers = config.whole("num_hidden_layers", "Layers", MOST_LAYERS);
        int hidden = config.whole("hidden_size", "Hidden size", MOST_WIDTH);
        AttentionLayers attention = AttentionLayers.read(config, family, layers, hidden);
        FeedForward feedForward =
                family == Family.OTHER ? unknown(config) : FeedForward.read(config, family, layers, hidden);
        int vocabulary = config.whole("vocab_size", "Vocabulary", MOST_WORDS);
        int context = config.whole("max_position_embeddings", "Context length, tokens", MOST_CONTEXT);
        ConfigFields quantization = new ConfigFields(root, ROOT, family);
        Precision format = WeightFormat.read(quantization);
        boolean tied = config.flag(
                "tie_word_embeddings", root.path("tie_word_embeddings").asBoolean(family.tiedUnlessSaid()));
        config.errors().addAll(quantization.errors());
        if (config.hasErrors()) {
            throw refused(config.errors());
        }
        config.read().addAll(quantization.read());
        config.remarks().addAll(quantization.remarks());
        ParameterCount count = count(family, layers, hidden, vocabulary, tied, attention, feedForward);
        Counts counts = counts(config, family, count, feedForward.experts());
        try {
            ModelArchitecture architecture = new ModelArchitecture(
                    weights,
                    counts.totalB(),
                    counts.activeB(),
                    layers,
                    layers,
                    hidden,
                    attention.heads(),
                    attention.kvHeads(),
                    attention.headDim(),
                    vocabulary,
                    context,
                    attention.kvBytesPerToken(),
                    attention.pattern(),
                    feedForward.experts(),
                    tied);
            return new ModelReading(
                    family == Family.OTHER ? typeOf() : family.modelType(),
                    architecture,
                    format,
                    stated.totalB() != null,
                    family == Family.OTHER ? 0 : count.totalB(),
                    config.read(),
                    config.remarks());
        } catch (IllegalArgumentException e) {
            throw refused(List.of(new FieldError(ROOT, "contradiction", e.getMessage() + ".")));
        }
    }

    private record Counts(double totalB, double activeB) {}

    private Counts counts(ConfigFields config, Family family, ParameterCount count, @Nullable Experts experts) {
        Double total = stated.totalB();
        if (total == null) {
            config.understood("Parameters", Display.decimal(count.totalB(), 2) + " billion", "sum over the layers");
            config.understood(
                    "Parameters used by a token",
                    Display.decimal(count.activeB(), 2) + " billion",
                    "sum over the layers");
            return new Counts(count.totalB(), count.activeB());
        }
        if (family != Family.OTHER && Math.abs(total / count.totalB() - 1) > NOTABLE_DIFFERENCE) {
            config.remark("You state %s billion parameters; the layers add up to %s billion. The stated number is used."
                    .formatted(Display.decimal(total, 2), Display.decimal(count.totalB(), 2)));
        }
        Double active = activeOf(total, count, experts);
        config.understood("Parameters", Display.decimal(total, 2) + " billion", "stated");
        config.understood(
                "Parameters used by a token",
                Display.decimal(active, 2) + " billion",
                stated.activeB() == null ? "stated total less the experts that rest" : "stated");
        return new Counts(total, active);
    }

    private double activeOf(double total, ParameterCount count, @Nullable Experts experts) {
        if (experts == null) {
            if (stated.activeB() != null && stated.activeB() < total) {
                throw refused(List.of(new FieldError(
                        "/activeParametersB",
                        "contradiction",
                        "The configuration has no experts, so a token uses all parameters: leave this empty.")));
            }
            return total;
        }
        Double active = stated.activeB() == null ? count.activeOf(total) : stated.activeB();
        if (active == null) {
            throw refused(List.of(new FieldError(
                    "/totalParametersB",
                    "contradiction",
                    "The experts alone have %s billion parameters, more than you state in all."
                            .formatted(Display.decimal(count.routed() / 1e9, 1)))));
        }
        return active;
    }

    private static ParameterCount count(
            Family family,
            int layers,
            int hidden,
            int vocabulary,
            boolean tied,
            AttentionLayers attention,
            FeedForward feedForward) {
        double embeddings = (double) vocabulary * hidden * (tied ? 1 : 2);
        double perLayer = attention.weightsPerLayer() + (double) family.normsPerLayer() * hidden;
        Experts experts = feedForward.experts();
        return new ParameterCount(
                embeddings + layers * perLayer + hidden + feedForward.always(),
                feedForward.routed(),
                experts == null ? 1 : experts.shareUsedByOneToken());
    }

    private FeedForward unknown(ConfigFields config) {
        config.remark(
                "The family \"%s\" is not known; it is read as a plain decoder, and its parameters are those you state."
                        .formatted(typeOf()));
        String key = Stream.of("num_local_experts", "num_experts", "n_routed_experts")
                .filter(config::has)
                .findFirst()
                .orElse(null);
        if (key == null) {
            return new FeedForward(0, 0, null);
        }
        if (stated.activeB() == null) {
            config.errors()
                    .add(new FieldError(
                            "/activeParametersB",
                            "missing",
                            "The model has experts: state the parameters that one token uses as well."));
        }
        int total = config.whole(key, "Experts", MOST_LAYERS * 10);
        int used = config.whole("num_experts_per_tok", "Experts per token", MOST_LAYERS * 10);
        return new FeedForward(0, 0, used < total ? new Experts(total, used) : null);
    }

    private Family family() {
        String type = typeOf();
        String architecture = root.path("architectures").path(0).asString("");
        if (STATEFUL.contains(type)) {
            throw refused(List.of(new FieldError(
                    ROOT + "/model_type",
                    "unsupported",
                    "%s keeps a state of fixed size in most layers instead of KV; its memory cannot be told from a"
                                    .formatted(type)
                            + " config.json. Models with full or sliding attention can be added.")));
        }
        Optional<Family> byType = Family.ofType(type);
        Optional<Family> byArchitecture = Family.ofArchitecture(architecture);
        if (byType.isPresent()
                && byArchitecture.isPresent()
                && !byType.get().names(architecture)
                && !root.path(TEXT_PART).isObject()) {
            throw refused(List.of(new FieldError(
                    ROOT + "/architectures",
                    "contradiction",
                    "architectures says %s, but model_type says %s: one of them is wrong."
                            .formatted(architecture, type))));
        }
        return byType.or(() -> byArchitecture).orElseGet(() -> otherFamily(type, architecture));
    }

    private Family otherFamily(String type, String architecture) {
        if (type.isEmpty() && architecture.isEmpty()) {
            throw refused(List.of(new FieldError(
                    ROOT + "/model_type",
                    "missing",
                    "model_type and architectures are missing, so the family of the network is not known. Known are "
                            + Family.supported() + ".")));
        }
        if (stated.totalB() == null) {
            throw refused(List.of(new FieldError(
                    ROOT + "/model_type",
                    "unknown",
                    "The family \"%s\" is not known, so its parameters cannot be counted. State the parameter count to have"
                                    .formatted(type.isEmpty() ? architecture : type)
                            + " it read as a plain decoder, or add a model of these families: " + Family.supported()
                            + ".")));
        }
        return Family.OTHER;
    }

    private String typeOf() {
        String inner = root.path(TEXT_PART).path("model_type").asString("");
        return inner.isEmpty() ? root.path("model_type").asString("") : inner;
    }

    private static PlatformProblem.Invalid refused(List<FieldError> errors) {
        return new PlatformProblem.Invalid(
                "config-not-understood",
                errors.size() == 1
                        ? errors.getFirst().message()
                        : errors.size() + " members of the configuration are missing or cannot be right.",
                "Paste the config.json that lies beside the model's weights, unchanged; errors names each member.",
                errors);
    }
}
