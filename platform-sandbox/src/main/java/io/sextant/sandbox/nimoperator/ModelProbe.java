package io.sextant.sandbox.nimoperator;

import java.util.Optional;

/** Asks an endpoint which model it serves. */
@FunctionalInterface
public interface ModelProbe {
    /** The id that {@code http://<address>/v1/models} lists; empty while it does not answer. */
    Optional<String> servedModel(String address);
}
