package io.sextant.sandbox.nim;

/**
 * One request in the engine: waiting, then holding a slot until its last token.
 *
 * <p>Times are nanoseconds on the engine's clock.
 */
final class Sequence {
    /** Told of every token at the end of the step that made it. */
    interface Listener {
        /**
         * A token is made.
         *
         * @param index of the token, from 0
         * @param atNanos on the engine's clock
         * @param last whether the sequence ends with it
         */
        void token(int index, long atNanos, boolean last);
    }

    private final int promptTokens;
    private final int outputTokens;
    private final long arrivedAtNanos;
    private final Listener listener;
    private int generated;
    private long startedAtNanos;
    private long firstTokenAtNanos;
    private long latestTokenAtNanos;

    Sequence(int promptTokens, int outputTokens, long arrivedAtNanos, Listener listener) {
        if (promptTokens < 1 || outputTokens < 1) {
            throw new IllegalArgumentException("a sequence has at least one token in and one out");
        }
        this.promptTokens = promptTokens;
        this.outputTokens = outputTokens;
        this.arrivedAtNanos = arrivedAtNanos;
        this.listener = listener;
    }

    int promptTokens() {
        return promptTokens;
    }

    int outputTokens() {
        return outputTokens;
    }

    int generated() {
        return generated;
    }

    long arrivedAtNanos() {
        return arrivedAtNanos;
    }

    long startedAtNanos() {
        return startedAtNanos;
    }

    long firstTokenAtNanos() {
        return firstTokenAtNanos;
    }

    long latestTokenAtNanos() {
        return latestTokenAtNanos;
    }

    /** Tokens for which room is kept from admission on, so that no sequence is ever evicted. */
    long reservedTokens() {
        return (long) promptTokens + outputTokens;
    }

    /** Tokens held in the cache now. */
    long heldTokens() {
        return (long) promptTokens + generated;
    }

    boolean finished() {
        return generated >= outputTokens;
    }

    void start(long nowNanos) {
        startedAtNanos = nowNanos;
    }

    /** One token more. */
    void grow(long nowNanos) {
        if (generated == 0) {
            firstTokenAtNanos = nowNanos;
        }
        latestTokenAtNanos = nowNanos;
        generated++;
        listener.token(generated - 1, nowNanos, finished());
    }
}
