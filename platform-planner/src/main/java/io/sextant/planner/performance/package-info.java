/** From hardware, architecture and workload to latency and throughput at a concurrency. */
@NullMarked
package io.sextant.planner.performance;

import org.jspecify.annotations.NullMarked;
