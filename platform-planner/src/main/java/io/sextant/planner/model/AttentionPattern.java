package io.sextant.planner.model;

import io.sextant.planner.units.Quantity;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The attention of a model, layer by layer.
 *
 * @param slidingLayers layers with KV that look back only over the window
 * @param slidingWindowTokens the window, 0 where no layer slides
 */
public record AttentionPattern(AttentionKind kind, int slidingLayers, int slidingWindowTokens) {

    private static final Pattern SLIDING = Pattern.compile("(half|alternate|(\\d+) of (\\d+)).*?sliding (\\d+)");

    public AttentionPattern {
        Quantity.notNegative("sliding layers", slidingLayers);
        Quantity.notNegative("sliding window", slidingWindowTokens);
        if ((slidingLayers == 0) != (slidingWindowTokens == 0)) {
            throw new IllegalArgumentException("sliding layers and their window come together");
        }
    }

    public static AttentionPattern full(AttentionKind kind) {
        return new AttentionPattern(kind, 0, 0);
    }

    /**
     * Reads the wording of the reference data, such as {@code GQA}, {@code GQA, half the layers sliding 128},
     * {@code GQA, 5 of 6 layers sliding 1024}, {@code MLA (kv_lora 512 + rope 64)}.
     */
    public static AttentionPattern parse(String text, int kvLayers) {
        AttentionKind kind = kindOf(text.trim().toUpperCase(Locale.ROOT));
        Matcher sliding = SLIDING.matcher(text.toLowerCase(Locale.ROOT));
        if (!sliding.find()) {
            return full(kind);
        }
        double share = sliding.group(2) == null
                ? 0.5
                : Double.parseDouble(sliding.group(2)) / Double.parseDouble(sliding.group(3));
        return new AttentionPattern(kind, (int) Math.floor(kvLayers * share), Integer.parseInt(sliding.group(4)));
    }

    private static AttentionKind kindOf(String text) {
        if (text.startsWith("MHA")) {
            return AttentionKind.MULTI_HEAD;
        }
        if (text.startsWith("GQA")) {
            return AttentionKind.GROUPED_QUERY;
        }
        if (text.startsWith("MLA")) {
            return AttentionKind.MULTI_HEAD_LATENT;
        }
        if (text.startsWith("HYBRID")) {
            return AttentionKind.HYBRID;
        }
        throw new IllegalArgumentException(
                "unknown attention '%s': it must start with MHA, GQA, MLA or hybrid".formatted(text));
    }
}
