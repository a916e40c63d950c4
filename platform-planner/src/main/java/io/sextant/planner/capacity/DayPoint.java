package io.sextant.planner.capacity;

/**
 * A moment of the day.
 *
 * @param hour 0 to below 24
 * @param replicas paid for, starting ones included
 */
public record DayPoint(double hour, double requestsPerSecond, int replicas) {}
