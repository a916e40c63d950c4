package io.sextant.sandbox.nim;

/**
 * How long the steps of one replica's engine take, in milliseconds.
 *
 * <p>Implementations are pure: the same arguments give the same time.
 */
public interface StepTimes {
    /**
     * Prefill of prompts computed together.
     *
     * @param prompts how many
     * @param meanPromptTokens of each, on average
     */
    double prefillMs(int prompts, double meanPromptTokens);

    /**
     * One decode step.
     *
     * @param batch sequences that each gain one token
     * @param meanContextTokens tokens each of them attends to, on average
     */
    double decodeMs(int batch, double meanContextTokens);

    /**
     * How many prompts the engine prefills together before the first of them answers.
     *
     * @param batch sequences in service, the waiting ones that fit included
     * @param meanPromptTokens of those sequences
     * @param meanOutputTokens of those sequences
     */
    double promptsPerPrefill(int batch, double meanPromptTokens, double meanOutputTokens);
}
