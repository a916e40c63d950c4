package io.sextant.planner.model;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.units.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * A model as its config.json describes it.
 *
 * @param totalParamsB parameters, 10^9
 * @param activeParamsB parameters one token uses, 10^9; equal to the total for dense models
 * @param kvLayers layers that keep KV, sliding ones included
 * @param vocab entries of the vocabulary
 * @param maxContext longest input plus output, tokens
 * @param kvBytesPerToken16bit KV of one token over all {@code kvLayers} at 16 bit
 * @param experts null for dense models
 * @param tiedEmbeddings one matrix serves as input embedding and as output head
 */
public record ModelArchitecture(
        String id,
        double totalParamsB,
        double activeParamsB,
        int layers,
        int kvLayers,
        int hidden,
        int heads,
        int kvHeads,
        int headDim,
        int vocab,
        int maxContext,
        double kvBytesPerToken16bit,
        AttentionPattern attention,
        @Nullable Experts experts,
        boolean tiedEmbeddings) {

    private static final double SIXTEEN_BIT_BYTES = 2;

    public ModelArchitecture {
        Quantity.text("model id", id);
        Quantity.positive("parameters", totalParamsB);
        Quantity.positive("active parameters", activeParamsB);
        Quantity.positive("layers", layers);
        Quantity.positive("layers with KV", kvLayers);
        Quantity.positive("hidden size", hidden);
        Quantity.positive("attention heads", heads);
        Quantity.positive("KV heads", kvHeads);
        Quantity.positive("head dimension", headDim);
        Quantity.positive("vocabulary", vocab);
        Quantity.positive("context length", maxContext);
        Quantity.positive("KV bytes per token", kvBytesPerToken16bit);
        requireAtMost("active parameters", activeParamsB, "all parameters", totalParamsB);
        requireAtMost("layers with KV", kvLayers, "all layers", layers);
        requireAtMost("sliding layers", attention.slidingLayers(), "layers with KV", kvLayers);
    }

    private static void requireAtMost(String name, double value, String limitName, double limit) {
        if (value > limit) {
            throw new IllegalArgumentException("%s cannot exceed %s".formatted(name, limitName));
        }
    }

    public boolean isMixtureOfExperts() {
        return experts != null;
    }

    /** Bytes of all weights; engines keep embeddings and output head at 16 bit when they quantise the rest. */
    public double weightBytes(Precision precision) {
        double embeddings = (double) vocab * hidden * (tiedEmbeddings ? 1 : 2);
        double rest = Math.max(0, totalParamsB * 1e9 - embeddings);
        return rest * precision.bytesPerWeight() + embeddings * SIXTEEN_BIT_BYTES;
    }

    /** Routed expert weights. Total = rest + experts and active = rest + experts x k/E give it without layer sizes. */
    public double expertParams() {
        return experts == null ? 0 : (totalParamsB - activeParamsB) * 1e9 / (1 - experts.shareUsedByOneToken());
    }

    /** Weights every decode step reads: all but the routed experts and the input embedding, which is a look-up. */
    public double denseParamsRead() {
        double inputEmbedding = tiedEmbeddings ? 0 : (double) vocab * hidden;
        return Math.max(0, totalParamsB * 1e9 - expertParams() - inputEmbedding);
    }

    /** Parameters that a step over so many tokens reads from memory. */
    public double paramsRead(double batch) {
        return experts == null ? denseParamsRead() : denseParamsRead() + expertParams() * experts.shareTouchedBy(batch);
    }

    /** KV bytes of a sequence of this length over the whole model; sliding layers stop growing at their window. */
    public double kvBytes(double tokens, double bytesPerElement) {
        double perLayerAndToken = kvBytesPerToken16bit / kvLayers * bytesPerElement / SIXTEEN_BIT_BYTES;
        return perLayerAndToken * attendedTokenLayers(tokens);
    }

    /** KV bytes that each further token adds once every window is full. */
    public double kvBytesPerFurtherToken(double bytesPerElement) {
        int growing = kvLayers - attention.slidingLayers();
        return kvBytesPerToken16bit * growing / kvLayers * bytesPerElement / SIXTEEN_BIT_BYTES;
    }

    /** Tokens seen by a query at this context length, summed over the layers with KV. */
    public double attendedTokenLayers(double tokens) {
        int sliding = attention.slidingLayers();
        return (kvLayers - sliding) * tokens + sliding * Math.min(tokens, attention.slidingWindowTokens());
    }

    /** Into how many parts tensor parallelism cuts the KV: at most one per KV head, none for latent attention. */
    public int kvShards(int tensorParallel) {
        return switch (attention.kind()) {
            case MULTI_HEAD, GROUPED_QUERY, HYBRID -> Math.min(tensorParallel, kvHeads);
            case MULTI_HEAD_LATENT -> 1;
        };
    }

    /** Whether heads split evenly; fewer KV heads than ranks are copied, which needs a whole number of copies. */
    public boolean splitsOver(int tensorParallel) {
        boolean kvSplits = attention.kind() == AttentionKind.MULTI_HEAD_LATENT
                || kvHeads % tensorParallel == 0
                || tensorParallel % kvHeads == 0;
        return heads % tensorParallel == 0 && kvSplits;
    }
}
