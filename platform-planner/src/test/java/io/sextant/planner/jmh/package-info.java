/** Benchmarks of the planner; docs/planner.md says how to run them. */
@NullMarked
package io.sextant.planner.jmh;

import org.jspecify.annotations.NullMarked;
