/** From measurements to priors, calibrated models and figures of how good they are. */
@NullMarked
package io.sextant.planner.calibration;

import org.jspecify.annotations.NullMarked;
