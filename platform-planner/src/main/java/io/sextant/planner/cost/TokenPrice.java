package io.sextant.planner.cost;

/**
 * What a million tokens cost when the replicas are used this much.
 *
 * @param utilisation share of the throughput that is really used; unused time is paid for too
 * @param perMillionOutput all cost on output tokens
 * @param perMillionBlended all cost on input and output tokens alike
 */
public record TokenPrice(double utilisation, Money perMillionOutput, Money perMillionBlended) {}
