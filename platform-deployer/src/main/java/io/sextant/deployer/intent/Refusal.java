package io.sextant.deployer.intent;

import io.sextant.contract.observed.ConditionType;

/** Why the deployer will not apply something, and which aspect of the deployment that stops. */
public record Refusal(ConditionType stops, String message) {}
