package io.sextant.api.deployment.chat;

/** What happens while a model answers. */
public sealed interface ChatEvent {
    /**
     * A piece of the answer.
     *
     * @param reasoning it is part of the model's thinking, not of its answer
     * @param atMs after the request was fully sent
     */
    record Piece(String text, boolean reasoning, double atMs) implements ChatEvent {}

    /** The answer is complete. */
    record Finished(ChatTiming measured) implements ChatEvent {}

    /** Who is told; an {@link java.io.IOException} means that they have gone. */
    @FunctionalInterface
    interface Listener {
        void on(ChatEvent event) throws java.io.IOException;
    }
}
