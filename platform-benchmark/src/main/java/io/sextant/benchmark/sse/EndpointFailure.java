package io.sextant.benchmark.sse;

import org.jspecify.annotations.Nullable;

/** The endpoint did not answer as an OpenAI-compatible endpoint does; the message is fit for the person who asked. */
public final class EndpointFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EndpointFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
