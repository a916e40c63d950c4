package io.sextant.deployer.loop;

import java.time.Clock;
import java.time.Duration;

/** When the loop runs: on a wake-up, and at least once per period. */
public record Pace(Wakeups wakeups, Duration period, Clock clock) {}
