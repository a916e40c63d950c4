package io.sextant.api.catalog;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.units.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A GPU product as an administrator added it.
 *
 * @param memoryType such as HBM3; may be empty
 * @param nvlinkGbS both directions together; 0 without NVLink
 * @param pcie generation and lanes
 */
record StoredGpu(
        GpuProduct product,
        String title,
        String memoryType,
        double nvlinkGbS,
        String pcie,
        @Nullable Integer boardPowerW,
        String source,
        String notes,
        Addition addition) {
    String name() {
        return product.name();
    }

    CatalogGpu catalogGpu() {
        return new CatalogGpu(
                product,
                title,
                product.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"),
                facts(),
                notes,
                addition);
    }

    GpuDraft draft() {
        return new GpuDraft(
                product.name(),
                title,
                product.productLabel(),
                product.memoryGib(),
                memoryType,
                product.memoryBandwidthGbS(),
                product.tflopsBf16(),
                product.tflopsFp8(),
                product.tflopsFp4(),
                nvlinkGbS,
                pcie,
                product.allreduceGbS(),
                boardPowerW,
                product.maxGpusPerNode(),
                source,
                notes);
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(stated("Usable memory", (Display.gib(product.memoryGib()) + " " + memoryType).strip()));
        facts.add(stated("Memory bandwidth", Display.count(product.memoryBandwidthGbS()) + " GB/s"));
        facts.add(stated("Dense BF16", rate(product.tflopsBf16())));
        facts.add(stated("Dense FP8", rate(product.tflopsFp8())));
        facts.add(stated("Dense FP4", rate(product.tflopsFp4())));
        facts.add(stated("NVLink, both directions", nvlinkGbS == 0 ? "none" : Display.count(nvlinkGbS) + " GB/s"));
        facts.add(stated("All-reduce, one direction", Display.count(product.allreduceGbS()) + " GB/s"));
        facts.add(stated("PCIe", pcie));
        if (boardPowerW != null) {
            facts.add(stated("Board power", boardPowerW + " W"));
        }
        facts.add(stated("GPUs of a node that can serve one replica", "up to " + product.maxGpusPerNode()));
        facts.add(stated("Node label nvidia.com/gpu.product", product.productLabel()));
        return facts;
    }

    private Fact stated(String name, String value) {
        return new Fact(name, value, source + ", given by " + addition.changedBy(), Fact.Confidence.STATED);
    }

    private static String rate(@Nullable Double tflops) {
        return tflops == null ? "not supported" : Display.decimal(tflops, 1) + " TFLOPS";
    }
}
