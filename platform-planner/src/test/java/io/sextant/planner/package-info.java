/** Rules that hold for the whole planner. */
@NullMarked
package io.sextant.planner;

import org.jspecify.annotations.NullMarked;
