package io.sextant.planner.capacity;

/** A term of an SLA with its limit, in milliseconds or tokens per second. */
public record SlaTarget(SlaTerm term, double limit) {}
