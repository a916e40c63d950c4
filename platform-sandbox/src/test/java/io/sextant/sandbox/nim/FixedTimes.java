package io.sextant.sandbox.nim;

/** Every step takes the same time, and all waiting prompts are prefilled together. */
record FixedTimes(double prefill, double decode) implements StepTimes {
    @Override
    public double prefillMs(int prompts, double meanPromptTokens) {
        return prompts * prefill;
    }

    @Override
    public double decodeMs(int batch, double meanContextTokens) {
        return decode;
    }

    @Override
    public double promptsPerPrefill(int batch, double meanPromptTokens, double meanOutputTokens) {
        return batch;
    }
}
