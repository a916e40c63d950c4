package io.sextant.api.deployment.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.sextant.api.problem.PlatformProblem;
import org.jspecify.annotations.Nullable;

/**
 * One message to a model.
 *
 * @param maxOutputTokens longest answer, at least 1
 */
public record ChatPrompt(String message, int maxOutputTokens) {
    private static final int DEFAULT_OUTPUT_TOKENS = 256;

    public ChatPrompt {
        if (message.isBlank()) {
            throw new PlatformProblem.Invalid("/message", "missing", "Write a message to the model.");
        }
        if (maxOutputTokens < 1) {
            throw new PlatformProblem.Invalid("/maxOutputTokens", "too-small", "Let the answer have a token or more.");
        }
    }

    @JsonCreator
    public static ChatPrompt of(@Nullable String message, @Nullable Integer maxOutputTokens) {
        return new ChatPrompt(
                message == null ? "" : message, maxOutputTokens == null ? DEFAULT_OUTPUT_TOKENS : maxOutputTokens);
    }
}
