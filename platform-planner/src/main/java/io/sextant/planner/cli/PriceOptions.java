package io.sextant.planner.cli;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.reference.PriceList;
import io.sextant.planner.reference.Reference;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What GPUs cost: list prices unless a market, a file or an option says otherwise, the later of these first. */
final class PriceOptions {

    private static final List<String> MARKETS = List.of("marketplace", "neocloud", "hyperscaler");

    @Option(
            names = "--price",
            paramLabel = "GPU=USD",
            description = "US dollars per GPU hour, such as H100-SXM-80GB=3.49; may be repeated")
    Map<String, BigDecimal> prices = new LinkedHashMap<>();

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description =
                    "CSV with the columns gpu and usd_per_gpu_hour; of several rows of a GPU the middle one counts")
    @Nullable
    Path file;

    @Option(
            names = "--market",
            paramLabel = "KIND",
            description = "the middle of published quotes: marketplace, neocloud or hyperscaler")
    @Nullable
    String market;

    PriceList prices(Reference reference, @Nullable Path gpuSheets) throws IOException {
        PriceList list = gpuSheets == null ? PriceList.load() : PriceList.ofSheets(gpuSheets);
        if (market != null) {
            list = list.with(market(market));
        }
        if (file != null) {
            list = list.with(PriceList.ofQuotes(file));
        }
        return list.with(own(reference));
    }

    private static PriceList market(String kind) {
        if (!MARKETS.contains(kind)) {
            throw new InvalidInput(
                    "no market is named '%s'".formatted(kind), "Use one of " + String.join(", ", MARKETS) + ".");
        }
        return PriceList.ofMarket(kind);
    }

    private PriceList own(Reference reference) {
        Map<String, PriceList.Quote> quotes = new HashMap<>();
        prices.forEach((name, price) -> {
            GpuProduct gpu = CatalogueOptions.gpu(reference, name);
            quotes.put(gpu.name(), new PriceList.Quote(gpu.name(), price, "--price"));
        });
        return new PriceList(quotes);
    }
}
