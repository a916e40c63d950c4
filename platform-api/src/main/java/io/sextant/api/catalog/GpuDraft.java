package io.sextant.api.catalog;

import io.sextant.api.problem.FieldError;
import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.units.Display;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A GPU product as its data sheet says it.
 *
 * @param name short and unique, such as {@code H100-SXM-80GB}
 * @param productLabel value of the node label {@code nvidia.com/gpu.product}
 * @param memoryGib memory that software sees
 * @param memoryType such as HBM3; may be left out
 * @param tflopsBf16 dense, as are the others
 * @param tflopsFp8 null where the GPU has none
 * @param tflopsFp4 null where the GPU has none
 * @param nvlinkGbS NVLink, both directions together; null or 0 without
 * @param pcie generation and lanes, such as {@code 5.0 x16}
 * @param allreduceGbS one direction, per GPU; null to take it from NVLink or PCIe
 * @param boardPowerW may be left out
 * @param source where the data sheet is found
 */
public record GpuDraft(
        @Nullable String name,
        @Nullable String title,
        @Nullable String productLabel,
        @Nullable Double memoryGib,
        @Nullable String memoryType,
        @Nullable Double memoryBandwidthGbS,
        @Nullable Double tflopsBf16,
        @Nullable Double tflopsFp8,
        @Nullable Double tflopsFp4,
        @Nullable Double nvlinkGbS,
        @Nullable String pcie,
        @Nullable Double allreduceGbS,
        @Nullable Integer boardPowerW,
        @Nullable Integer maxGpusPerNode,
        @Nullable String source,
        @Nullable String notes) {
    /** What one direction of a PCIe link carries, 10^9 bytes per second. */
    private static final Map<String, Double> PCIE_GB_S = Map.of("4.0 x16", 32.0, "5.0 x16", 64.0, "6.0 x16", 128.0);

    private static final String USUAL_PCIE = "5.0 x16";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{1,59}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NOTES = 1000;

    /** The choices for {@code pcie}. */
    public static List<String> pcieGenerations() {
        return PCIE_GB_S.keySet().stream().sorted().toList();
    }

    /** The same under the name of a product that exists. */
    GpuDraft of(String existing) {
        return new GpuDraft(
                existing,
                title,
                productLabel,
                memoryGib,
                memoryType,
                memoryBandwidthGbS,
                tflopsBf16,
                tflopsFp8,
                tflopsFp4,
                nvlinkGbS,
                pcie,
                allreduceGbS,
                boardPowerW,
                maxGpusPerNode,
                source,
                notes);
    }

    /** The checked product; empty if anything is wrong, which is added to the errors. */
    Optional<StoredGpu> product(Addition addition, List<FieldError> errors) {
        String shortName = named(errors);
        String label = labelled(errors);
        String heading = DraftText.required("title", "The title", title, LONGEST_NAME, errors);
        String sheet = DraftText.required("source", "The source", source, LONGEST_NAME * 2, errors);
        String kind = DraftText.optional("memoryType", "The kind of memory", memoryType, LONGEST_NAME, errors);
        String note = DraftText.optional("notes", "The note", notes, LONGEST_NOTES, errors);
        figure("memoryGib", "Memory", memoryGib, 1, 4096, "GiB", errors);
        figure("memoryBandwidthGbS", "Memory bandwidth", memoryBandwidthGbS, 20, 100_000, "GB/s", errors);
        figure("tflopsBf16", "The BF16 rate", tflopsBf16, 1, 100_000, "TFLOPS", errors);
        optionalFigure("tflopsFp8", "The FP8 rate", tflopsFp8, errors);
        optionalFigure("tflopsFp4", "The FP4 rate", tflopsFp4, errors);
        ratesGrow(errors);
        double allreduce = link(errors);
        if (boardPowerW != null && (boardPowerW < 1 || boardPowerW > 20_000)) {
            errors.add(new FieldError("/boardPowerW", "out-of-range", "Board power lies from 1 to 20,000 W."));
        }
        if (maxGpusPerNode == null || maxGpusPerNode < 1 || maxGpusPerNode > 72) {
            errors.add(new FieldError(
                    "/maxGpusPerNode", "out-of-range", "GPUs of a node that can serve one replica: from 1 to 72."));
        }
        if (!errors.isEmpty()
                || memoryGib == null
                || memoryBandwidthGbS == null
                || tflopsBf16 == null
                || maxGpusPerNode == null) {
            return Optional.empty();
        }
        return Optional.of(new StoredGpu(
                new GpuProduct(
                        shortName,
                        label,
                        memoryGib,
                        memoryBandwidthGbS,
                        tflopsBf16,
                        tflopsFp8,
                        tflopsFp4,
                        allreduce,
                        maxGpusPerNode),
                heading,
                kind,
                nvlinkGbS == null ? 0 : nvlinkGbS,
                pcieOrUsual(),
                boardPowerW,
                sheet,
                note,
                addition));
    }

    private String named(List<FieldError> errors) {
        String text = DraftText.required("name", "The name", name, LONGEST_NAME, errors);
        if (!text.isEmpty() && (!NAME.matcher(text).matches() || text.equals("new"))) {
            errors.add(new FieldError(
                    "/name",
                    "malformed",
                    "The name has letters, digits, dots and hyphens, such as H100-SXM-80GB, but was \"" + text
                            + "\"."));
        }
        return text;
    }

    private String labelled(List<FieldError> errors) {
        String text = DraftText.required("productLabel", "The node label", productLabel, LONGEST_NAME, errors);
        if (!text.isEmpty() && !LABEL.matcher(text).matches()) {
            errors.add(new FieldError(
                    "/productLabel",
                    "malformed",
                    "The node label is what kubectl get nodes -L nvidia.com/gpu.product shows, such as"
                            + " NVIDIA-H100-80GB-HBM3, but was \"" + text + "\"."));
        }
        return text;
    }

    private static void figure(
            String field,
            String what,
            @Nullable Double value,
            double least,
            double most,
            String unit,
            List<FieldError> errors) {
        if (value == null) {
            errors.add(new FieldError("/" + field, "missing", what + " is missing."));
        } else if (!(value >= least && value <= most)) {
            errors.add(new FieldError(
                    "/" + field,
                    "out-of-range",
                    "%s lies from %s to %s %s, but was %s: look at the unit."
                            .formatted(
                                    what, Display.count(least), Display.count(most), unit, Display.decimal(value, 2))));
        }
    }

    private static void optionalFigure(String field, String what, @Nullable Double value, List<FieldError> errors) {
        if (value != null) {
            figure(field, what, value, 1, 200_000, "TFLOPS", errors);
        }
    }

    private void ratesGrow(List<FieldError> errors) {
        if (tflopsBf16 != null && tflopsFp8 != null && tflopsFp8 < tflopsBf16) {
            errors.add(slower("tflopsFp8", "FP8", "BF16"));
        }
        if (tflopsFp8 != null && tflopsFp4 != null && tflopsFp4 < tflopsFp8) {
            errors.add(slower("tflopsFp4", "FP4", "FP8"));
        }
        if (tflopsFp4 != null && tflopsFp8 == null) {
            errors.add(new FieldError(
                    "/tflopsFp8", "contradiction", "A GPU with FP4 units has FP8 units as well: give their rate."));
        }
    }

    private static FieldError slower(String field, String lower, String higher) {
        return new FieldError(
                "/" + field,
                "contradiction",
                "%s cannot be slower than %s: take the dense rates of both, not the sparse one of %s."
                        .formatted(lower, higher, higher));
    }

    private double link(List<FieldError> errors) {
        if (nvlinkGbS != null && !(nvlinkGbS >= 0 && nvlinkGbS <= 20_000)) {
            errors.add(new FieldError(
                    "/nvlinkGbS", "out-of-range", "NVLink, both directions together, lies from 0 to 20,000 GB/s."));
        }
        Double lane = PCIE_GB_S.get(pcieOrUsual());
        if (lane == null) {
            errors.add(
                    new FieldError("/pcie", "unknown", "PCIe is one of " + String.join(", ", pcieGenerations()) + "."));
            return 1;
        }
        if (allreduceGbS != null) {
            figure("allreduceGbS", "The bandwidth between GPUs", allreduceGbS, 1, 10_000, "GB/s", errors);
            return allreduceGbS > 0 ? allreduceGbS : 1;
        }
        return nvlinkGbS != null && nvlinkGbS > 0 ? nvlinkGbS / 2 : lane;
    }

    private String pcieOrUsual() {
        return pcie == null || pcie.isBlank() ? USUAL_PCIE : pcie.strip();
    }
}
