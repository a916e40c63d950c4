package io.sextant.planner.cli;

import io.sextant.planner.cost.Money;
import io.sextant.planner.frontier.AlternativeGpu;
import io.sextant.planner.frontier.Alternatives;
import io.sextant.planner.frontier.GpuOffer;
import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.reference.PriceList;
import io.sextant.planner.reference.Reference;
import io.sextant.planner.units.Quantity;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which GPUs and engine profiles may be used. */
final class HardwareOptions {

    private static final Currency USD = Currency.getInstance("USD");

    /** More than any demand needs: without --max-gpus nothing but the SLA decides. */
    private static final int NO_LIMIT = 1_000_000_000;

    @Option(names = "--gpu", paramLabel = "GPU", description = "may be repeated (default: every GPU with a price)")
    List<String> gpus = new ArrayList<>();

    @Option(
            names = "--precision",
            split = ",",
            paramLabel = "P",
            converter = Converters.OfPrecision.class,
            description = "bf16, fp16, fp8, nvfp4 or mxfp4; may be repeated (default: bf16, fp8, nvfp4)")
    List<Precision> precisions = new ArrayList<>(List.of(Precision.BF16, Precision.FP8, Precision.NVFP4));

    @Option(
            names = "--tp",
            split = ",",
            paramLabel = "N",
            description = "tensor parallelism; may be repeated (default: 1, 2, 4, 8)")
    List<Integer> tensorParallel = new ArrayList<>(List.of(1, 2, 4, 8));

    @Option(names = "--pp", paramLabel = "N", description = "pipeline parallelism (default: 1)")
    int pipelineParallel = 1;

    @Option(
            names = "--max-sequences",
            paramLabel = "N",
            description = "most requests an engine runs at once (default: 256)")
    int maxSequences = EngineProfile.DEFAULT_MAX_SEQUENCES;

    @Option(names = "--kv-bytes", paramLabel = "N", description = "bytes of a KV element: 2, or 1 for FP8 (default: 2)")
    int kvBytes = 2;

    @Option(names = "--max-gpus", paramLabel = "N", description = "GPUs of one kind there are (default: no limit)")
    int maxGpus = NO_LIMIT;

    List<EngineProfile> profiles() {
        return precisions.stream()
                .distinct()
                .flatMap(precision -> tensorParallel.stream().distinct().map(tp -> profile(precision, tp)))
                .toList();
    }

    private EngineProfile profile(Precision precision, int tp) {
        String id = precision.label() + "-tp" + tp + (pipelineParallel == 1 ? "" : "-pp" + pipelineParallel);
        return new EngineProfile(id, precision, tp, pipelineParallel, maxSequences, kvBytes, Set.of());
    }

    /** Those with a price; a GPU that was asked for by name must have one. */
    List<GpuOffer> offers(Reference reference, PriceList prices) {
        Quantity.positive("--max-gpus", maxGpus);
        List<GpuProduct> wanted = CatalogueOptions.gpus(reference, gpus);
        if (!gpus.isEmpty()) {
            wanted.forEach(gpu -> requirePrice(gpu, prices));
        }
        return wanted.stream()
                .filter(gpu -> prices.of(gpu.name()).isPresent())
                .map(gpu -> offer(gpu, prices.of(gpu.name()).orElseThrow()))
                .toList();
    }

    /** What the catalogue has besides the GPUs that were asked for. */
    Alternatives alternatives(Reference reference, PriceList prices) {
        List<GpuProduct> wanted = CatalogueOptions.gpus(reference, gpus);
        List<AlternativeGpu> others = reference.gpus().stream()
                .filter(gpu -> !wanted.contains(gpu))
                .map(gpu -> new AlternativeGpu(
                        gpu, prices.of(gpu.name()).map(HardwareOptions::money).orElse(null)))
                .toList();
        return new Alternatives(others, List.of());
    }

    private static Money money(PriceList.Quote quote) {
        return new Money(quote.usdPerGpuHour(), USD);
    }

    /** GPUs that could not be looked at for want of a price. */
    List<String> withoutPrice(Reference reference, PriceList prices) {
        return CatalogueOptions.gpus(reference, gpus).stream()
                .map(GpuProduct::name)
                .filter(gpu -> prices.of(gpu).isEmpty())
                .toList();
    }

    private static void requirePrice(GpuProduct gpu, PriceList prices) {
        if (prices.of(gpu.name()).isEmpty()) {
            throw new InvalidInput(
                    "there is no price for " + gpu.name(), "Give one: --price %s=USD.".formatted(gpu.name()));
        }
    }

    /** All in one node as far as placing goes: only the number of GPUs is limited here. */
    private GpuOffer offer(GpuProduct gpu, PriceList.Quote quote) {
        return new GpuOffer(gpu.name(), gpu, money(quote), maxGpus, List.of(NO_LIMIT));
    }
}
