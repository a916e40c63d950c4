package io.sextant.planner.reference;

import io.sextant.planner.calibration.MeasuredPoint;
import io.sextant.planner.calibration.Observation;
import io.sextant.planner.calibration.PointCheck;
import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineFamily;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.Conditions;
import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.Workload;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes of the lines of a file of measurements what a fit can use, and says of every other line why it cannot.
 *
 * @param usable points with a model, a GPU and means
 * @param leftOut lines that are not wrong but say something else: percentiles, other architectures of serving
 */
public record Observations(List<Observation> usable, List<LeftOut> leftOut) {

    /** Nominal lengths of InferenceX are drawn from 80 to 100 % of the stated one. */
    private static final double NOMINAL_TO_MEAN = 0.9;

    private static final double UNIFORM_80_TO_100_SPREAD = 0.0642;
    private static final double CHAT_SPREAD = 0.9;
    private static final double GIB = 1L << 30;
    private static final int SEQUENCES_2024 = 256;
    private static final int SEQUENCES = 2048;
    private static final Pattern MOE_EP = Pattern.compile("(?:moe_ep| ep)=(\\d+)");
    private static final Pattern ATTENTION_DP = Pattern.compile("attention_dp=([2-9]|\\d\\d)|dp_attn=True");
    private static final Pattern SPECULATIVE =
            Pattern.compile("spec=(?!none)|EAGLE|speculative", Pattern.CASE_INSENSITIVE);

    private static final String CONTRADICTS_ITSELF =
            "contradicts itself: Little's law is off by more than 15 %, or a latency is impossible";

    /**
     * A line that was not used.
     *
     * @param reason the same words for every line with the same fault
     * @param sentence with the numbers of this line
     */
    public record LeftOut(int line, String source, String reason, String sentence) {}

    public Observations {
        usable = List.copyOf(usable);
        leftOut = List.copyOf(leftOut);
    }

    public static Observations of(List<MeasurementRow> rows, Reference reference) {
        List<Observation> usable = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (MeasurementRow row : rows) {
            String reason = reasonToLeaveOut(row, reference);
            if (reason != null) {
                leftOut.add(new LeftOut(row.line(), row.source(), reason, reason));
                continue;
            }
            Observation observation = observation(row, reference);
            List<String> contradictions = PointCheck.reasons(point(observation));
            if (contradictions.isEmpty()) {
                usable.add(observation);
            } else {
                leftOut.add(
                        new LeftOut(row.line(), row.source(), CONTRADICTS_ITSELF, String.join(" ", contradictions)));
            }
        }
        return new Observations(usable, leftOut);
    }

    /** What can be checked of it; Little's law needs a closed loop. */
    private static MeasuredPoint point(Observation observation) {
        boolean closed = observation.sent() instanceof Observation.Sent.Concurrency;
        return new MeasuredPoint(
                observation.workload(),
                closed ? observation.inFlight() : 1,
                measured(observation.ttftMs()),
                measured(observation.itlMs()),
                closed || Double.isNaN(observation.ttftMs()) ? measured(observation.outputTokensPerSecond()) : null,
                LocalDate.EPOCH,
                observation.source());
    }

    private static @Nullable Double measured(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }

    private static @Nullable String reasonToLeaveOut(MeasurementRow row, Reference reference) {
        String notes = Objects.requireNonNullElse(row.notes(), "");
        if (row.statistic() != MeasurementRow.Statistic.MEAN) {
            return "a percentile, not a mean";
        }
        if (row.isDisaggregated() || notes.startsWith("disagg") || notes.contains("disagg=True")) {
            return "prefill and decode on GPUs of their own";
        }
        if (SPECULATIVE.matcher(notes).find()) {
            return "speculative decoding";
        }
        if (row.isl() == null || row.osl() == null || row.load() == null) {
            return "input length, output length or load is not known";
        }
        if (row.tp() == null) {
            return "tensor parallelism is not known";
        }
        if (row.precision() == null || precision(row.precision(), row.model()) == null) {
            return "the number format '%s' is not known".formatted(row.precision());
        }
        if (reference.gpuNamed(row.gpu()).isEmpty()) {
            return "no GPU is named '%s'".formatted(row.gpu());
        }
        if (reference.modelNamed(row.model()).isEmpty()) {
            return "no model is named '%s'".formatted(row.model());
        }
        if (isLargerThanItsGpus(row, reference)) {
            return "the weights are larger than the memory of the GPUs named";
        }
        if (row.ttftMs() == null
                && row.itlMs() == null
                && row.tpotMs() == null
                && row.outputTokensPerSecond() == null) {
            return "no latency and no throughput";
        }
        return null;
    }

    private static boolean isLargerThanItsGpus(MeasurementRow row, Reference reference) {
        ModelArchitecture model = reference.modelNamed(row.model()).orElseThrow();
        Precision precision = Objects.requireNonNull(precision(Objects.requireNonNull(row.precision()), row.model()));
        int ranks = Objects.requireNonNull(row.tp()) * (row.pp() == null ? 1 : row.pp());
        int gpus = row.gpuCount() == null ? ranks : Math.max(ranks, row.gpuCount());
        double memoryGib = reference.gpuNamed(row.gpu()).orElseThrow().memoryGib() * gpus;
        return model.weightBytes(precision) > memoryGib * GIB;
    }

    private static Observation observation(MeasurementRow row, Reference reference) {
        GpuProduct gpu = reference.gpuNamed(row.gpu()).orElseThrow();
        ModelArchitecture model = reference.modelNamed(row.model()).orElseThrow();
        String notes = Objects.requireNonNullElse(row.notes(), "");
        boolean nominal = notes.contains("lengths random 0.8-1.0x nominal");
        boolean chat = notes.contains("ShareGPT");
        double share = nominal ? NOMINAL_TO_MEAN : 1;
        double spread = nominal ? UNIFORM_80_TO_100_SPREAD : chat ? CHAT_SPREAD : 0;
        Workload workload = new Workload(
                new LengthDistribution(Math.max(1, share * number(row.isl())), spread),
                new LengthDistribution(Math.max(1, share * number(row.osl())), spread),
                0);
        int gpus = row.gpuCount() == null ? Objects.requireNonNull(row.tp()) : row.gpuCount();
        double tokens = number(row.outputTokensPerSecond()) * (row.perGpu() ? gpus : 1);
        double ttft = number(row.ttftMs());
        double itl = number(row.tpotMs() == null ? row.itlMs() : row.tpotMs());
        Observation.Sent sent = sent(Objects.requireNonNull(row.load()));
        return new Observation(
                row.source() + harnessSuffix(row.source(), notes),
                gpu,
                model,
                profile(row, gpus),
                workload,
                new Conditions(harness(row.source(), notes), expertParallel(notes), dataParallel(notes)),
                sent,
                ttft,
                itl,
                Double.isNaN(tokens)
                        ? derivedThroughput(sent, ttft, itl, workload.osl().mean())
                        : tokens);
    }

    /** Where only latencies of a closed loop were published, Little's law gives the throughput. */
    private static double derivedThroughput(Observation.Sent sent, double ttft, double itl, double osl) {
        return sent instanceof Observation.Sent.Concurrency closed
                ? closed.requests() * osl * 1000 / (ttft + itl * (osl - 1))
                : Double.NaN;
    }

    private static double number(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static Observation.Sent sent(Load load) {
        return switch (load) {
            case Load.Concurrency closed -> new Observation.Sent.Concurrency(closed.requests());
            case Load.StaticBatch batch -> new Observation.Sent.StaticBatch(batch.requests());
            case Load.Rate rate -> new Observation.Sent.Rate(rate.requestsPerSecond());
            case Load.Unlimited _ -> new Observation.Sent.Unlimited();
        };
    }

    private static EngineProfile profile(MeasurementRow row, int gpus) {
        Precision precision = Objects.requireNonNull(precision(Objects.requireNonNull(row.precision()), row.model()));
        EngineFamily engine = EngineFamily.of(row.engine(), row.engineVersion());
        int pipeline = row.pp() == null ? 1 : row.pp();
        boolean halvedCache = engine == EngineFamily.TENSORRT_LLM && !precision.isSixteenBit();
        return new EngineProfile(
                precision.label() + "-tp" + row.tp(),
                precision,
                Math.max(Objects.requireNonNull(row.tp()), gpus / pipeline),
                pipeline,
                engine == EngineFamily.TENSORRT_LLM_0 ? SEQUENCES_2024 : SEQUENCES,
                halvedCache ? 1 : 2,
                Set.of(),
                engine,
                EngineProfile.DEFAULT_BATCHED_TOKENS);
    }

    private static @Nullable Precision precision(String text, String model) {
        boolean mxfp4 = model.startsWith("gpt-oss");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "bf16", "16-bit" -> Precision.BF16;
            case "fp16" -> Precision.FP16;
            case "fp8" -> Precision.FP8;
            case "fp4", "nvfp4" -> mxfp4 ? Precision.MXFP4 : Precision.NVFP4;
            case "mxfp4", "int4", "w4a16", "uint4" -> Precision.MXFP4;
            default -> null;
        };
    }

    private static String harness(String source, String notes) {
        return switch (source) {
            case "aiconfigurator-silicon" -> notes.contains("NVIDIA internal sweep") ? "nvidia-sweep" : "inferencex";
            default -> source;
        };
    }

    /** One file of that source holds two kinds of measurements. */
    private static String harnessSuffix(String source, String notes) {
        return source.equals("aiconfigurator-silicon")
                ? notes.contains("NVIDIA internal sweep") ? " (NVIDIA)" : " (InferenceX)"
                : "";
    }

    private static int expertParallel(String notes) {
        Matcher matcher = MOE_EP.matcher(notes);
        return matcher.find() ? Math.max(1, Integer.parseInt(matcher.group(1))) : 1;
    }

    private static boolean dataParallel(String notes) {
        return ATTENTION_DP.matcher(notes).find();
    }
}
