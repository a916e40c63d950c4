package io.sextant.planner.reference;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineFamily;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.Basis;
import io.sextant.planner.performance.Conditions;
import io.sextant.planner.performance.Learnt;
import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.LoadModel;
import io.sextant.planner.performance.MeanPoint;
import io.sextant.planner.performance.Setting;
import io.sextant.planner.performance.Workload;
import java.util.List;
import java.util.Set;

/**
 * A published measurement of one engine under one load.
 *
 * @param load {@code concurrency N} in a closed loop, {@code rate R} in an open loop, or {@code full}
 * @param ttftMs NaN where it was not published, as for the other numbers
 */
public record Measurement(
        String set,
        String modelId,
        String gpu,
        EngineProfile profile,
        Workload workload,
        String load,
        double ttftMs,
        double itlMs,
        double outputTokensPerSecond) {

    private static final int UNLIMITED_SEQUENCES = 4096;

    /** All points of a set. */
    public static List<Measurement> of(String set) {
        return CsvTable.resource("measured.csv").rows().stream()
                .filter(row -> set.equals(row.text("set")))
                .map(Measurement::parse)
                .toList();
    }

    private static Measurement parse(CsvRow row) {
        double spread = number(row, "length_spread");
        EngineProfile profile = new EngineProfile(
                row.text("engine"),
                Precision.parse(row.text("precision")),
                Integer.parseInt(row.text("tp")),
                Integer.parseInt(row.text("pp")),
                UNLIMITED_SEQUENCES,
                Integer.parseInt(row.text("kv_bytes")),
                Set.of(),
                engine(row.text("engine")),
                EngineProfile.DEFAULT_BATCHED_TOKENS);
        Workload workload = new Workload(
                new LengthDistribution(number(row, "isl"), spread),
                new LengthDistribution(number(row, "osl"), spread),
                0);
        return new Measurement(
                row.text("set"),
                row.text("model_id"),
                row.text("gpu"),
                profile,
                workload,
                row.text("load"),
                number(row, "ttft_ms"),
                number(row, "tpot_ms"),
                number(row, "output_tokens_per_s"));
    }

    private static EngineFamily engine(String name) {
        return name.startsWith("vLLM")
                ? EngineFamily.VLLM
                : name.startsWith("SGLang") ? EngineFamily.SGLANG : EngineFamily.TENSORRT_LLM;
    }

    private static double number(CsvRow row, String column) {
        Double number = row.optionalNumber(column);
        return number == null ? Double.NaN : number;
    }

    /** What the shipped priors make one expect of the same load by the same load generator. */
    public MeanPoint predicted() {
        Conditions conditions = new Conditions(harness(), 1, false);
        LoadModel model = new LoadModel(
                gpuProduct(),
                architecture(),
                profile,
                workload,
                Learnt.shipped()
                        .priors()
                        .factors(Setting.of(gpuProduct(), architecture(), profile, workload, conditions)),
                conditions);
        String[] words = load.split(" ", -1);
        return switch (words[0]) {
            case "concurrency" -> model.at(Integer.parseInt(words[1]));
            case "rate" -> atRate(model, Double.parseDouble(words[1]) / 1000);
            case "full" -> model.at(model.maxBatch());
            default -> throw new IllegalArgumentException(load);
        };
    }

    private static MeanPoint atRate(LoadModel model, double requestsPerMs) {
        double concurrency = 1;
        while (concurrency < 2 * model.maxBatch() && model.at(concurrency).requestsPerMs() < requestsPerMs) {
            concurrency *= 1.05;
        }
        return model.at(concurrency);
    }

    public Basis basis() {
        return new Basis(
                0, false, architecture().isMixtureOfExperts(), workload.isl().spread() > 0);
    }

    private GpuProduct gpuProduct() {
        return Reference.load().gpu(gpu);
    }

    private ModelArchitecture architecture() {
        return Reference.load().model(modelId);
    }

    private String harness() {
        return switch (set) {
            case "fixed-lengths" -> "nvidia-sweep";
            case "random-lengths" -> "inferencex";
            case "full-load" -> "trtllm-perf-docs";
            default -> "trtllm-perf-docs-online";
        };
    }

    /** Published, or what Little's law makes of the latencies of a closed loop. */
    public double throughput() {
        if (!Double.isNaN(outputTokensPerSecond) || !load.startsWith("concurrency ")) {
            return outputTokensPerSecond;
        }
        double e2eMs = ttftMs + itlMs * (workload.osl().mean() - 1);
        return Integer.parseInt(load.substring("concurrency ".length()))
                * 1000
                / e2eMs
                * workload.osl().mean();
    }
}
