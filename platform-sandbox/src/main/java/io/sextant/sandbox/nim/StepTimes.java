package io.sextant.sandbox.nim;

/**
 * How long the steps of one replica's engine take, in milliseconds.
 *
 * <p>Implementations are pure: the same arguments give the same time.
 */
public interface StepTimes {
    /** Prefill of one prompt of this many tokens. */
    double prefillMs(int promptTokens);

    /** How long that prompt keeps the next one waiting: less than its prefill in a pipeline, else as long. */
    double prefillOccupancyMs(int promptTokens);

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
