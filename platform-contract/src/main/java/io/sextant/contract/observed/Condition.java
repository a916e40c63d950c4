package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * One aspect of a deployment's way to Ready.
 *
 * @param message one sentence a tenant can read, with no value of a secret in it
 * @param changedAt when {@code status} last changed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
        ConditionType type, ConditionStatus status, ConditionReason reason, String message, Instant changedAt) {}
