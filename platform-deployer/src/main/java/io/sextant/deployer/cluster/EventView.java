package io.sextant.deployer.cluster;

import java.time.Instant;

/** A Kubernetes event. */
public record EventView(
        String namespace, String kind, String name, boolean warning, String reason, String message, Instant at) {}
