package io.sextant.api.catalog.config;

import io.sextant.planner.model.AttentionKind;
import io.sextant.planner.model.AttentionPattern;
import io.sextant.planner.units.Display;
import java.util.List;

/**
 * The attention of a configuration: its heads, what a token leaves in the KV cache, and its weights.
 *
 * @param kvBytesPerToken over all layers at 16 bit
 * @param weightsPerLayer parameters of the projections
 */
record AttentionLayers(
        int heads, int kvHeads, int headDim, AttentionPattern pattern, double kvBytesPerToken, double weightsPerLayer) {
    private static final int MOST_HEADS = 4096;
    private static final int MOST_WIDTH = 200_000;
    private static final int MOST_CONTEXT = 100_000_000;
    private static final int SIXTEEN_BIT_BYTES = 2;
    private static final int USUAL_PATTERN = 6;

    static AttentionLayers read(ConfigFields config, Family family, int layers, int hidden) {
        int heads = config.whole("num_attention_heads", "Attention heads", MOST_HEADS);
        return family.isLatent()
                ? latent(config, layers, hidden, heads)
                : standard(config, family, layers, hidden, heads);
    }

    private static AttentionLayers standard(ConfigFields config, Family family, int layers, int hidden, int heads) {
        int kvHeads =
                config.optional("num_key_value_heads", "KV heads", MOST_HEADS).orElse(heads);
        if (heads % kvHeads != 0) {
            config.wrong(
                    "num_key_value_heads",
                    "contradiction",
                    "%d attention heads cannot share %d KV heads evenly.".formatted(heads, kvHeads));
        }
        int headDim = headDim(config, hidden, heads);
        AttentionKind kind = kvHeads == heads ? AttentionKind.MULTI_HEAD : AttentionKind.GROUPED_QUERY;
        AttentionPattern pattern = pattern(config, family, kind, layers);
        double width = (double) heads * headDim;
        double kvWidth = (double) kvHeads * headDim;
        double weights = 2.0 * hidden * width + 2 * hidden * kvWidth;
        if (config.flag("attention_bias", family.biasedUnlessSaid())) {
            weights += width + 2 * kvWidth + (family.outputIsBiased() ? hidden : 0);
        }
        if (family.normalisesHeads()) {
            weights += 2 * headDim;
        }
        return new AttentionLayers(heads, kvHeads, headDim, pattern, layers * 2 * kvWidth * SIXTEEN_BIT_BYTES, weights);
    }

    private static int headDim(ConfigFields config, int hidden, int heads) {
        return config.optional("head_dim", "Head dimension", MOST_WIDTH).orElseGet(() -> {
            if (hidden % heads != 0) {
                config.wrong(
                        "head_dim",
                        "contradiction",
                        "head_dim is missing, and hidden_size %d does not split over %d heads."
                                .formatted(hidden, heads));
                return 1;
            }
            int even = hidden / heads;
            config.understood("Head dimension", Display.count(even), "hidden_size ÷ num_attention_heads");
            return even;
        });
    }

    private static AttentionLayers latent(ConfigFields config, int layers, int hidden, int heads) {
        int kvRank = config.whole("kv_lora_rank", "Latent KV width", MOST_WIDTH);
        int rope = config.whole("qk_rope_head_dim", "Rotary width of a head", MOST_WIDTH);
        int nope = config.whole("qk_nope_head_dim", "Plain width of a head", MOST_WIDTH);
        int value = config.whole("v_head_dim", "Value width of a head", MOST_WIDTH);
        int queryRank = config.count("q_lora_rank", 0, MOST_WIDTH);
        double perHead = nope + rope;
        double query =
                queryRank == 0 ? hidden * heads * perHead : (double) hidden * queryRank + queryRank * heads * perHead;
        double keyValue = (double) hidden * (kvRank + rope) + (double) kvRank * heads * (nope + value);
        double output = (double) heads * value * hidden;
        config.understood("Attention", "MLA: one compressed entry per token", "kv_lora_rank + qk_rope_head_dim");
        return new AttentionLayers(
                heads,
                config.optional("num_key_value_heads", "KV heads", MOST_HEADS).orElse(heads),
                nope,
                AttentionPattern.full(AttentionKind.MULTI_HEAD_LATENT),
                (double) layers * (kvRank + rope) * SIXTEEN_BIT_BYTES,
                query + keyValue + output);
    }

    private static AttentionPattern pattern(ConfigFields config, Family family, AttentionKind kind, int layers) {
        List<String> types = config.texts("layer_types");
        int sliding = types == null ? byFamily(config, family, layers) : byTypes(config, types, layers);
        if (config.has("attention_chunk_size")) {
            config.remark("Attention in chunks is counted as full attention, so memory is not overrated.");
        }
        if (sliding == 0) {
            return AttentionPattern.full(kind);
        }
        int window = config.whole("sliding_window", "Sliding window", MOST_CONTEXT);
        config.understood(
                "Sliding layers",
                sliding + " of " + layers,
                types == null ? "pattern of " + family.modelType() : "layer_types");
        return new AttentionPattern(kind, sliding, window);
    }

    private static int byTypes(ConfigFields config, List<String> types, int layers) {
        if (types.size() != layers) {
            config.wrong(
                    "layer_types",
                    "contradiction",
                    "layer_types names %d layers, but num_hidden_layers is %d.".formatted(types.size(), layers));
            return 0;
        }
        types.stream()
                .filter(type -> !List.of("full_attention", "sliding_attention", "chunked_attention")
                        .contains(type))
                .findFirst()
                .ifPresent(other -> config.wrong(
                        "layer_types",
                        "unsupported",
                        "Layers of the type \"" + other + "\" keep something else than KV; the planner has no model of"
                                + " their memory. Models with full or sliding attention can be added."));
        return (int) types.stream().filter("sliding_attention"::equals).count();
    }

    private static int byFamily(ConfigFields config, Family family, int layers) {
        return switch (family.sliding()) {
            case NONE -> 0;
            case WHEN_GIVEN -> config.has("sliding_window") ? layers : 0;
            case QWEN ->
                config.flag("use_sliding_window", false)
                        ? Math.max(0, layers - config.count("max_window_layers", layers, layers))
                        : 0;
            case ALTERNATE -> (layers + 1) / 2;
            case ALL_BUT_EVERY_NTH ->
                layers - layers / Math.max(1, config.count("sliding_window_pattern", USUAL_PATTERN, layers));
        };
    }
}
