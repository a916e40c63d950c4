package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * One Kubernetes event about an object of a deployment.
 *
 * @param object kind and name, such as {@code Pod/chat-7d9f}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterEvent(Instant at, boolean warning, String reason, String object, String message) {}
