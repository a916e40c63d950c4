package io.sextant.web.catalog;

import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.pricing.Price;
import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.units.Display;
import io.sextant.web.prices.PriceView;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A GPU product in the list; numbers without their units, which stand in the table's head. */
record GpuRow(
        String path,
        String title,
        String label,
        String memory,
        String bandwidth,
        String bf16,
        String fp8,
        String fp4,
        String allreduce,
        String perNode,
        String price) {
    private static final String NONE = "–";

    static GpuRow of(CatalogGpu gpu, Map<String, Price> prices) {
        GpuProduct product = gpu.product();
        Price price = prices.get(gpu.name());
        return new GpuRow(
                "/catalog/gpus/" + gpu.name(),
                gpu.title(),
                gpu.productLabel(),
                Display.decimal(product.memoryGib(), 1),
                Display.count(product.memoryBandwidthGbS()),
                Display.count(product.tflopsBf16()),
                rate(product.tflopsFp8()),
                rate(product.tflopsFp4()),
                Display.count(product.allreduceGbS()),
                String.valueOf(product.maxGpusPerNode()),
                price == null ? NONE : PriceView.amount(price.usdPerGpuHour()));
    }

    private static String rate(@Nullable Double tflops) {
        return tflops == null ? NONE : Display.count(tflops);
    }
}
