package io.sextant.sandbox.nim;

import java.util.List;

/**
 * What a client asks an endpoint to generate, checked.
 *
 * @param chat a chat completion, else a plain one
 * @param promptHash tells prompts apart, for the seed of the text
 * @param maxTokens longest answer; what the context leaves where the client named none
 */
record GenerationRequest(
        boolean chat,
        int promptTokens,
        int promptHash,
        int maxTokens,
        int minTokens,
        boolean ignoreEos,
        List<String> stop,
        boolean stream,
        boolean includeUsage,
        long seed) {
    /** How many tokens the engine will make for it, and whether the answer is complete then. */
    int outputTokens(int naturalLength) {
        return ignoreEos ? maxTokens : Math.min(maxTokens, Math.max(minTokens, naturalLength));
    }

    FinishReason endReason(int naturalLength) {
        return ignoreEos || maxTokens < Math.max(minTokens, naturalLength) ? FinishReason.LENGTH : FinishReason.STOP;
    }
}
