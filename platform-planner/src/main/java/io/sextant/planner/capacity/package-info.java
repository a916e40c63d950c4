/** From latency targets and demand to concurrency per replica, replicas and autoscaling bounds. */
@NullMarked
package io.sextant.planner.capacity;

import org.jspecify.annotations.NullMarked;
