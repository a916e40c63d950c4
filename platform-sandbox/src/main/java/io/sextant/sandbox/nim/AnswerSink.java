package io.sextant.sandbox.nim;

/** Where an answer goes while it is made. */
interface AnswerSink {
    /** Some text more; {@code first} opens the answer. */
    void text(String text, boolean first);

    /** No text follows. */
    void end(FinishReason reason, int outputTokens);
}
