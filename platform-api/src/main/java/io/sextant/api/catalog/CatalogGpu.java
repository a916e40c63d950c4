package io.sextant.api.catalog;

import io.sextant.planner.hardware.GpuProduct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A GPU product of the catalogue.
 *
 * @param nimTag how NIM profiles name it, such as {@code h100_nvl}
 * @param facts everything a data sheet says, each with its source
 * @param notes what to watch out for; may be empty
 * @param addition null for what the platform ships
 */
public record CatalogGpu(
        GpuProduct product,
        String title,
        String nimTag,
        List<Fact> facts,
        String notes,
        @Nullable Addition addition) {
    public CatalogGpu {
        facts = List.copyOf(facts);
    }

    /** Short unique name, such as {@code H100-SXM-80GB}. */
    public String name() {
        return product.name();
    }

    /** Value of the node label {@code nvidia.com/gpu.product}. */
    public String productLabel() {
        return product.productLabel();
    }
}
