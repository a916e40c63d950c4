package io.sextant.contract.observed;

import java.time.Instant;

/**
 * One Kubernetes event about an object of a deployment.
 *
 * @param object kind and name, such as {@code Pod/chat-7d9f}
 */
public record ClusterEvent(Instant at, boolean warning, String reason, String object, String message) {}
