package io.sextant.planner.calibration;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.Conditions;
import io.sextant.planner.performance.LoadShift;
import io.sextant.planner.performance.Setting;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.units.Quantity;

/**
 * One measured point: an engine under a load, and the means that were seen.
 *
 * @param source who measured, for reports
 * @param ttftMs NaN where it was not measured, as for the other two
 * @param outputTokensPerSecond of the whole replica
 */
public record Observation(
        String source,
        GpuProduct gpu,
        ModelArchitecture model,
        EngineProfile profile,
        Workload workload,
        Conditions conditions,
        Sent sent,
        double ttftMs,
        double itlMs,
        double outputTokensPerSecond) {

    /** How the requests came. */
    public sealed interface Sent {

        /** A closed loop. */
        record Concurrency(double requests) implements Sent {}

        /** All at once, started and ended together. */
        record StaticBatch(int requests) implements Sent {}

        /** An open loop. */
        record Rate(double requestsPerSecond) implements Sent {}

        /** More than the engine can run. */
        record Unlimited() implements Sent {}
    }

    public Observation {
        Quantity.text("source", source);
        if (Double.isNaN(ttftMs) && Double.isNaN(itlMs) && Double.isNaN(outputTokensPerSecond)) {
            throw new IllegalArgumentException("a measurement needs a TTFT, an ITL or a throughput");
        }
    }

    /** What the measured number of a metric is; NaN where it was not measured. */
    public double of(Metric metric) {
        return switch (metric) {
            case TTFT -> ttftMs;
            case ITL -> itlMs;
            case THROUGHPUT -> outputTokensPerSecond;
        };
    }

    public Setting setting() {
        return Setting.of(gpu, model, profile, workload, conditions);
    }

    /** Equal for points of one engine in one configuration under one kind of load. */
    public String profileKey() {
        String randomness = setting().randomness() == 0 ? "fixed" : "random";
        return String.join(
                "|",
                conditions.harness(),
                model.id(),
                profile.engine().name(),
                profile.precision().label(),
                gpu.name(),
                "tp" + profile.tensorParallel() + "pp" + profile.pipelineParallel(),
                "ep" + conditions.expertParallel() + (conditions.attentionDataParallel() ? "dp" : ""),
                randomness);
    }

    /** Equal for points whose requests look the same. */
    public String shapeKey() {
        return "%.0f/%.0f".formatted(workload.isl().mean(), workload.osl().mean());
    }

    /** What would have been measured if the formulas were not off at this load. */
    Observation without(LoadShift shift) {
        double inFlight = inFlight();
        double ttft = ttftMs / Math.exp(shift.ttft(inFlight));
        double itl = itlMs / Math.exp(shift.itl(inFlight));
        double longer = (ttft + itl * (workload.osl().mean() - 1))
                / (ttftMs + itlMs * (workload.osl().mean() - 1));
        return new Observation(
                source,
                gpu,
                model,
                profile,
                workload,
                conditions,
                sent,
                ttft,
                itl,
                Double.isNaN(longer) ? outputTokensPerSecond : outputTokensPerSecond / longer);
    }

    /** Requests in flight or sent at once; for an open loop, by Little's law. */
    public double inFlight() {
        return switch (sent) {
            case Sent.Concurrency closed -> closed.requests();
            case Sent.StaticBatch batch -> batch.requests();
            case Sent.Rate rate ->
                rate.requestsPerSecond() * (ttftMs + itlMs * (workload.osl().mean() - 1)) / 1000;
            case Sent.Unlimited _ -> profile.maxSequences();
        };
    }
}
