@NullMarked
package io.sextant.planner.calibration;

import org.jspecify.annotations.NullMarked;
