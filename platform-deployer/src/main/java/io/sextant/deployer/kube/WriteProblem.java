package io.sextant.deployer.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sextant.deployer.cluster.ObjectRef;

/** A write that did not happen, with a sentence for the team. */
public final class WriteProblem extends RuntimeException {
    private final boolean refused;

    WriteProblem(boolean refused, String message) {
        super(message);
        this.refused = refused;
    }

    private WriteProblem(boolean refused, String message, Throwable cause) {
        super(message, cause);
        this.refused = refused;
    }

    static WriteProblem of(ObjectRef target, KubernetesClientException cause) {
        int code = cause.getCode();
        String said = cause.getStatus() == null || cause.getStatus().getMessage() == null
                ? String.valueOf(cause.getMessage())
                : cause.getStatus().getMessage();
        boolean refused =
                (code >= 400 && code < 500 && code != 408 && code != 429) || said.contains("failed calling webhook");
        return new WriteProblem(
                refused,
                refused
                        ? "The cluster refused %s: %s".formatted(target, said)
                        : "The cluster's API server did not answer about %s; it is being tried again."
                                .formatted(target),
                cause);
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
