package io.sextant.sandbox.nim;

import java.time.Instant;

/**
 * What an endpoint says of itself.
 *
 * @param id listed by {@code /v1/models}, such as {@code meta/llama-3.1-8b-instruct}
 * @param profileId the 64-hex id of the NIM profile in use
 * @param release the image's tag
 * @param maxContextTokens prompt and answer together
 */
public record ServedModel(
        String id, String profileId, String release, int maxContextTokens, MetricFamily family, Instant createdAt) {
    public ServedModel {
        if (maxContextTokens < 2) {
            throw new IllegalArgumentException(
                    "a context has room for a prompt and an answer, not " + maxContextTokens);
        }
    }
}
