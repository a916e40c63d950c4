package io.sextant.api.catalog.config;

import io.sextant.planner.model.Experts;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The weights between the attentions of a configuration.
 *
 * @param always parameters that every token uses, over all layers
 * @param routed parameters of the routed experts, over all layers
 * @param experts null for a dense model
 */
record FeedForward(double always, double routed, @Nullable Experts experts) {
    private static final int MOST_WIDTH = 2_000_000;
    private static final int MOST_EXPERTS = 10_000;
    private static final int GATED = 3;
    private static final int UNGATED = 2;

    static FeedForward read(ConfigFields config, Family family, int layers, int hidden) {
        return switch (family.experts()) {
            case NONE -> dense(config, family, layers, hidden);
            case EVERY_LAYER -> everyLayer(config, family, layers, hidden);
            case SOME_LAYERS -> someLayers(config, layers, hidden);
            case AFTER_DENSE -> afterDense(config, layers, hidden);
            case LLAMA4 -> llama4(config, layers, hidden);
        };
    }

    private static FeedForward dense(ConfigFields config, Family family, int layers, int hidden) {
        double width = config.whole("intermediate_size", "Feed-forward width", MOST_WIDTH);
        double matrices = (family.isUngated() ? UNGATED : GATED) * width * hidden;
        double biases = family.isUngated() || config.flag("mlp_bias", false) ? 2 * width + hidden : 0;
        return new FeedForward(layers * (matrices + biases), 0, null);
    }

    private static FeedForward everyLayer(ConfigFields config, Family family, int layers, int hidden) {
        double width = config.whole("intermediate_size", "Width of an expert", MOST_WIDTH);
        Experts experts = experts(config, "num_local_experts");
        double perExpert = gated(hidden, width) + (family == Family.GPT_OSS ? 2 * width + hidden : 0);
        return of(layers, experts, perExpert, router(hidden, experts), 0);
    }

    private static FeedForward someLayers(ConfigFields config, int layers, int hidden) {
        Experts experts = experts(config, "num_experts");
        double width = config.whole("moe_intermediate_size", "Width of an expert", MOST_WIDTH);
        int step = Math.max(1, config.count("decoder_sparse_step", 1, layers));
        List<Integer> denseOnly = config.wholes("mlp_only_layers");
        int sparse = (int) IntStream.range(0, layers)
                .filter(layer -> (layer + 1) % step == 0 && !denseOnly.contains(layer))
                .count();
        double shared = gated(hidden, config.count("shared_expert_intermediate_size", 0, MOST_WIDTH));
        return of(
                sparse,
                experts,
                gated(hidden, width),
                router(hidden, experts) + shared,
                denseLayers(config, layers - sparse, hidden, "intermediate_size"));
    }

    private static FeedForward afterDense(ConfigFields config, int layers, int hidden) {
        Experts experts = experts(config, "n_routed_experts");
        double width = config.whole("moe_intermediate_size", "Width of an expert", MOST_WIDTH);
        int first = Math.min(layers, config.count("first_k_dense_replace", 0, layers));
        int every = Math.max(1, config.count("moe_layer_freq", 1, layers));
        int sparse = (int) IntStream.range(first, layers)
                .filter(layer -> layer % every == 0)
                .count();
        double shared = gated(hidden, width) * config.count("n_shared_experts", 0, MOST_EXPERTS);
        return of(
                sparse,
                experts,
                gated(hidden, width),
                router(hidden, experts) + shared,
                denseLayers(config, layers - sparse, hidden, "intermediate_size"));
    }

    private static FeedForward llama4(ConfigFields config, int layers, int hidden) {
        Experts experts = experts(config, "num_local_experts");
        double width = config.whole("intermediate_size", "Width of an expert", MOST_WIDTH);
        int sparse = layers / Math.max(1, config.count("interleave_moe_layer_step", 1, layers));
        return of(
                sparse,
                experts,
                gated(hidden, width),
                router(hidden, experts) + gated(hidden, width),
                denseLayers(config, layers - sparse, hidden, "intermediate_size_mlp"));
    }

    private static FeedForward of(int layers, Experts experts, double perExpert, double always, double dense) {
        return new FeedForward(layers * always + dense, layers * perExpert * experts.total(), experts);
    }

    private static double denseLayers(ConfigFields config, int layers, int hidden, String key) {
        return layers == 0 ? 0 : layers * gated(hidden, config.whole(key, "Feed-forward width", MOST_WIDTH));
    }

    private static double gated(int hidden, double width) {
        return GATED * width * hidden;
    }

    private static double router(int hidden, Experts experts) {
        return (double) hidden * experts.total();
    }

    private static Experts experts(ConfigFields config, String key) {
        int total = config.whole(key, "Experts", MOST_EXPERTS);
        int used = config.whole("num_experts_per_tok", "Experts per token", MOST_EXPERTS);
        if (used < total) {
            return new Experts(total, used);
        }
        if (!config.hasErrors()) {
            config.wrong(
                    "num_experts_per_tok",
                    "contradiction",
                    "A token cannot use %d of %d experts.".formatted(used, total));
        }
        return new Experts(2, 1);
    }
}
