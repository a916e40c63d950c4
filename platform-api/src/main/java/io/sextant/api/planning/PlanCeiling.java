package io.sextant.api.planning;

import io.sextant.planner.capacity.SlaTerm;

/** The highest concurrency per replica that one target alone would allow; 0 when not even one request holds it. */
public record PlanCeiling(SlaTerm target, int concurrency) {}
