package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sextant.deployer.cluster.ObjectRef;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A write that did not happen, with a sentence for the team. */
public final class WriteProblem extends RuntimeException {
    /** Bad manners of the API server: a manifest that does not fit the kind's schema is answered with 500. */
    private static final String UNTYPED = "failed to create typed patch object";

    /** Whoever asks for more is not believed. */
    private static final int LONGEST_PAUSE_SECONDS = 300;

    private final boolean refused;
    private final Duration pause;

    WriteProblem(boolean refused, String message) {
        super(message);
        this.refused = refused;
        this.pause = Duration.ZERO;
    }

    private WriteProblem(boolean refused, Duration pause, String message, Throwable cause) {
        super(message, cause);
        this.refused = refused;
        this.pause = pause;
    }

    static WriteProblem of(ObjectRef target, KubernetesClientException cause) {
        int code = cause.getCode();
        String said = cause.getStatus() == null || cause.getStatus().getMessage() == null
                ? String.valueOf(cause.getMessage())
                : cause.getStatus().getMessage();
        boolean refused = (code >= 400 && code < 500 && code != 408 && code != 429)
                || said.contains("failed calling webhook")
                || said.startsWith(UNTYPED);
        return new WriteProblem(
                refused,
                pause(cause.getStatus()),
                refused
                        ? "The cluster refused %s: %s".formatted(target, said)
                        : "The cluster's API server did not answer about %s; it is being tried again."
                                .formatted(target),
                cause);
    }

    private static Duration pause(@Nullable Status status) {
        return Optional.ofNullable(status)
                .map(Status::getDetails)
                .map(StatusDetails::getRetryAfterSeconds)
                .filter(seconds -> seconds > 0)
                .map(seconds -> Duration.ofSeconds(Math.min(seconds, LONGEST_PAUSE_SECONDS)))
                .orElse(Duration.ZERO);
    }

    /** How long the API server asked to be left alone; zero where it did not. */
    public Duration pause() {
        return pause;
    }

    /** The cluster answered and said no. */
    public boolean refused() {
        return refused;
    }

    /** A sentence for the team. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
