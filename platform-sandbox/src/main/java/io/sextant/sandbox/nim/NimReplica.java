package io.sextant.sandbox.nim;

/**
 * One ready pod of a NIMService, and how fast it is.
 *
 * @param id of the pod, the same for as long as it lives
 */
public record NimReplica(String id, ServedModel model, StepTimes times, EngineLimits limits) {}
