package io.sextant.api.catalog;

import io.sextant.api.reference.ReferenceRow;
import io.sextant.api.reference.ReferenceTable;
import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.units.Display;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads GPU products from their reference file. */
final class GpuReader {
    private GpuReader() {}

    static List<CatalogGpu> read(ReferenceTable table) {
        return table.rows().stream().map(GpuReader::gpu).toList();
    }

    private static CatalogGpu gpu(ReferenceRow row) {
        try {
            GpuProduct product = product(row);
            String notes = row.optionalText("notes");
            return new CatalogGpu(
                    product,
                    row.text("title"),
                    row.text("nim_tag"),
                    facts(row, product),
                    notes == null ? "" : notes,
                    null);
        } catch (IllegalArgumentException e) {
            throw row.bad(String.valueOf(e.getMessage()));
        }
    }

    private static GpuProduct product(ReferenceRow row) {
        return new GpuProduct(
                row.text("name"),
                row.text("product_label"),
                row.number("memory_gib"),
                row.number("memory_bandwidth_gb_s"),
                row.number("tflops_bf16"),
                row.optionalNumber("tflops_fp8"),
                row.optionalNumber("tflops_fp4"),
                row.number("allreduce_gb_s"),
                row.whole("max_gpus_per_node"));
    }

    private static List<Fact> facts(ReferenceRow row, GpuProduct product) {
        String source = row.text("source");
        double nvlink = row.number("nvlink_gb_s");
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Usable memory", Display.gib(product.memoryGib()) + " " + row.text("memory_type"), source));
        facts.add(Fact.of("Memory bandwidth", gbPerSecond(product.memoryBandwidthGbS()), source));
        facts.add(Fact.of("Dense BF16", tflops(product.tflopsBf16()), source));
        facts.add(Fact.of("Dense FP8", tflops(product.tflopsFp8()), source));
        facts.add(Fact.of("Dense FP4", tflops(product.tflopsFp4()), source));
        facts.add(Fact.of("NVLink, both directions", nvlink == 0 ? "none" : gbPerSecond(nvlink), source));
        facts.add(Fact.of("All-reduce, one direction", gbPerSecond(product.allreduceGbS()), source));
        facts.add(Fact.of("PCIe", row.text("pcie"), source));
        facts.add(Fact.of("Board power", row.whole("tdp_w") + " W", source));
        facts.add(Fact.of("GPUs of a node that can serve one replica", "up to " + product.maxGpusPerNode(), source));
        facts.add(Fact.of("Node label nvidia.com/gpu.product", product.productLabel(), labelSource(row)));
        return facts;
    }

    private static String labelSource(ReferenceRow row) {
        return switch (row.text("label_confidence")) {
            case "high" -> "GPU feature discovery of the NVIDIA GPU Operator";
            case "medium" -> "pattern of GPU feature discovery (assumed)";
            default -> throw row.bad("label_confidence", "is neither high nor medium");
        };
    }

    private static String gbPerSecond(double value) {
        return Display.decimal(value, 0) + " GB/s";
    }

    private static String tflops(@Nullable Double value) {
        return value == null ? "not supported" : Display.decimal(value, 1) + " TFLOPS";
    }
}
