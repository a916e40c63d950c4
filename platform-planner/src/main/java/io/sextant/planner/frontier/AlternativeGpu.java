package io.sextant.planner.frontier;

import io.sextant.planner.cost.Money;
import io.sextant.planner.hardware.GpuProduct;
import org.jspecify.annotations.Nullable;

/**
 * A GPU type of the catalogue that the team is not offered.
 *
 * @param pricePerGpuHour as last quoted, null when nobody said
 */
public record AlternativeGpu(GpuProduct gpu, @Nullable Money pricePerGpuHour) {}
