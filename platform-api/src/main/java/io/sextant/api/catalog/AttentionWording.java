package io.sextant.api.catalog;

import io.sextant.planner.model.AttentionKind;
import io.sextant.planner.model.ModelArchitecture;

/** How the reference data word an attention, such as {@code GQA, 21 of 42 layers sliding 4096}. */
public final class AttentionWording {
    private AttentionWording() {}

    public static String of(ModelArchitecture model) {
        int sliding = model.attention().slidingLayers();
        return kind(model.attention().kind())
                + (sliding == 0
                        ? ""
                        : ", %d of %d layers sliding %d"
                                .formatted(
                                        sliding,
                                        model.kvLayers(),
                                        model.attention().slidingWindowTokens()));
    }

    private static String kind(AttentionKind kind) {
        return switch (kind) {
            case MULTI_HEAD -> "MHA";
            case GROUPED_QUERY -> "GQA";
            case MULTI_HEAD_LATENT -> "MLA";
            case HYBRID -> "hybrid";
        };
    }
}
