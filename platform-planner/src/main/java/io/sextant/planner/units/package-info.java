/** Values every number of a plan is made of: checked quantities, estimates with their band and provenance, percentiles. */
@NullMarked
package io.sextant.planner.units;

import org.jspecify.annotations.NullMarked;
