/** Every candidate deployment judged, ranked and explained: the plan. */
@NullMarked
package io.sextant.planner.frontier;

import org.jspecify.annotations.NullMarked;
