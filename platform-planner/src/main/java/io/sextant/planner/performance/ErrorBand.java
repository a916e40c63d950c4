package io.sextant.planner.performance;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.units.Estimate;
import io.sextant.planner.units.Provenance;
import java.util.List;

/**
 * By which factors a prediction may be wrong in 8 of 10 cases.
 *
 * @param throughputLow reality may be this far below the predicted throughput, and so on
 */
record ErrorBand(
        double throughputLow,
        double throughputHigh,
        double itlLow,
        double itlHigh,
        double ttftLow,
        double ttftHigh,
        Provenance provenance) {

    /** GPU families whose sweeps the model was compared with; others were never, or missed by more than 30 %. */
    private static final List<String> COMPARED = List.of("A100", "H100", "H200", "GH200", "L40", "RTX-PRO-6000");

    private static final ErrorBand KNOWN = new ErrorBand(
            0.75, 1.2, 0.8, 1.3, 0.6, 2.4, Provenance.modelled("roofline with published starting factors", false));

    /** Throughput as published; the latency bands widen by the same factors. */
    private static final ErrorBand UNKNOWN = new ErrorBand(
            0.5,
            1.5,
            0.8 * 1.2 / 1.5,
            1.3 * 0.75 / 0.5,
            0.6 * 1.2 / 1.5,
            2.4 * 0.75 / 0.5,
            Provenance.modelled("roofline with published starting factors, never compared on this kind", true));

    static ErrorBand of(GpuProduct gpu, ModelArchitecture model) {
        boolean compared = COMPARED.stream().anyMatch(gpu.name()::startsWith);
        return compared && !model.isMixtureOfExperts() ? KNOWN : UNKNOWN;
    }

    Estimate throughput(double value) {
        return Estimate.around(value, throughputLow, throughputHigh, provenance);
    }

    Estimate itl(double value) {
        return Estimate.around(value, itlLow, itlHigh, provenance);
    }

    Estimate ttft(double value) {
        return Estimate.around(value, ttftLow, ttftHigh, provenance);
    }

    /** At a given concurrency, Little's law makes the time of a request the reciprocal of the throughput. */
    Estimate e2e(double value) {
        return Estimate.around(value, 1 / throughputHigh, 1 / throughputLow, provenance);
    }

    Estimate exact(double value) {
        return new Estimate(value, value, value, provenance);
    }
}
