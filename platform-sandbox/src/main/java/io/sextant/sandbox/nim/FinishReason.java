package io.sextant.sandbox.nim;

/** Why an answer ended. */
enum FinishReason {
    /** It came to its natural end or to a stop sequence. */
    STOP,
    /** It reached the longest length asked for. */
    LENGTH,
    /** The client went away. */
    ABORT
}
