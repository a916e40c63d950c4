/** Exact money per hour, per month and per million tokens. */
@NullMarked
package io.sextant.planner.cost;

import org.jspecify.annotations.NullMarked;
