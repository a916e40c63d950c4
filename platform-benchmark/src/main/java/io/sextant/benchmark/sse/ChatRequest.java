package io.sextant.benchmark.sse;

import java.net.URI;
import java.time.Duration;

/**
 * One chat completion to be streamed.
 *
 * @param endpoint base URL, below which {@code /v1/chat/completions} answers
 * @param maxTokens at most so many output tokens, 1 or more
 * @param patience how long the answer may take to begin
 */
public record ChatRequest(URI endpoint, String model, String prompt, int maxTokens, Duration patience) {
    public ChatRequest {
        if (!"http".equals(endpoint.getScheme()) && !"https".equals(endpoint.getScheme())) {
            throw new IllegalArgumentException("an endpoint is reached by http or https, not " + endpoint);
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("an answer has at least one token");
        }
    }

    URI completions() {
        String base = endpoint.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/v1/chat/completions");
    }
}
