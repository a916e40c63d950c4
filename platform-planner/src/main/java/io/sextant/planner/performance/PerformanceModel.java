package io.sextant.planner.performance;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.units.Provenance;
import io.sextant.planner.units.Quantity;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Latency and throughput of one replica under one workload, for any number of requests in flight, with intervals. */
public final class PerformanceModel {

    private static final double MILLIS = 1000;

    private final LoadModel load;
    private final LoadShift shift;
    private final ErrorBand band;
    private final ErrorBand measuredBand;
    private final @Nullable Sharpening sharpening;
    private final MonotoneCurve curve;
    private final int maxBatch;
    private final double maxRequestsPerMs;

    private PerformanceModel(
            LoadModel load, LoadShift shift, ErrorBand band, ErrorBand measuredBand, @Nullable Sharpening sharpening) {
        this.load = load;
        this.shift = shift;
        this.band = band;
        this.measuredBand = measuredBand;
        this.sharpening = sharpening;
        this.maxBatch = (int) load.maxBatch();
        this.curve = MonotoneCurve.of(this::raw, load.maxBatch());
        this.maxRequestsPerMs = mean(maxBatch).requestsPerMs();
    }

    private MeanPoint raw(double concurrency) {
        MeanPoint predicted = shift.correct(load.at(concurrency), concurrency);
        return sharpening == null ? predicted : sharpening.sharpen(predicted, load.workload());
    }

    /** What measurements of other profiles make one expect of this one. */
    public static PerformanceModel expected(
            GpuProduct gpu, ModelArchitecture model, EngineProfile profile, Workload workload) {
        return expected(gpu, model, profile, workload, Learnt.shipped());
    }

    /** The same with priors other than the shipped ones. */
    public static PerformanceModel expected(
            GpuProduct gpu, ModelArchitecture model, EngineProfile profile, Workload workload, Learnt learnt) {
        Setting setting = Setting.of(gpu, model, profile, workload, Conditions.OWN_USERS);
        boolean gpuWasMeasured = learnt.priors().knows("gpu=" + gpu.name());
        LoadModel load =
                new LoadModel(gpu, model, profile, workload, learnt.priors().factors(setting), Conditions.OWN_USERS);
        Provenance provenance = Provenance.modelled(
                gpuWasMeasured
                        ? "roofline with factors fitted to published measurements of other profiles"
                        : "roofline with factors fitted to published measurements, none of this GPU",
                !gpuWasMeasured);
        ErrorBand band = ErrorBand.of(basis(setting, 0, false), learnt.intervals(), gpuWasMeasured, provenance);
        LoadShift shift = learnt.loadErrors().along(setting, workload);
        return new PerformanceModel(load, shift, band, band, null);
    }

    /** Sharpened by points measured of the profile itself. */
    public static PerformanceModel calibrated(
            GpuProduct gpu,
            ModelArchitecture model,
            EngineProfile profile,
            Workload workload,
            Sharpening sharpening,
            Learnt learnt) {
        Setting setting = Setting.of(gpu, model, profile, workload, Conditions.OWN_USERS);
        LoadModel load = new LoadModel(gpu, model, profile, workload, sharpening.factors(), Conditions.OWN_USERS);
        Basis basis = basis(setting, sharpening.points(), sharpening.knowsShape(workload));
        return new PerformanceModel(
                load,
                learnt.loadErrors().along(setting, workload),
                ErrorBand.of(basis, learnt.intervals(), true, provenance(Provenance.Kind.CALIBRATED, sharpening)),
                ErrorBand.of(basis, learnt.intervals(), true, provenance(Provenance.Kind.MEASURED, sharpening)),
                sharpening);
    }

    private static Basis basis(Setting setting, int points, boolean sameShape) {
        return new Basis(points, sameShape, setting.model().isMixtureOfExperts(), setting.randomness() > 0);
    }

    private static Provenance provenance(Provenance.Kind kind, Sharpening sharpening) {
        return new Provenance(kind, sharpening.source(), sharpening.newest(), false, sharpening.points());
    }

    public StepTimes steps() {
        return load.steps();
    }

    public MemoryFit memory() {
        return load.memory();
    }

    public Workload workload() {
        return load.workload();
    }

    /** Sequences that run at once. More requests than that wait and add no throughput. */
    public int maxBatch() {
        return maxBatch;
    }

    /** The rate beyond which requests pile up without end. */
    public double stabilityLimitRequestsPerSecond() {
        return maxRequestsPerMs * MILLIS;
    }

    /** A closed loop: so many requests always in flight. */
    public OperatingPoint at(int concurrency) {
        Quantity.positive("concurrency", concurrency);
        return point(concurrency, mean(concurrency));
    }

    /**
     * An open loop: requests arrive at a rate, whatever becomes of them.
     *
     * @param variation standard deviation of the time between arrivals over its mean: 1 for Poisson, 0 for a metronome
     * @throws IllegalArgumentException at or beyond the stability limit, which it names
     */
    public OperatingPoint atRate(double requestsPerSecond, double variation) {
        Quantity.notNegative("variation of arrivals", variation);
        int concurrency = concurrencyAt(requestsPerSecond)
                .orElseThrow(() -> new IllegalArgumentException(
                        "at %.4g requests per second requests pile up without end: one replica finishes %.4g"
                                .formatted(requestsPerSecond, stabilityLimitRequestsPerSecond())));
        MeanPoint closed = mean(concurrency);
        double busy = Math.min(requestsPerSecond / MILLIS / maxRequestsPerMs, 0.999);
        double waitMs = busy * load.occupancyMs() * variation * variation / (2 * (1 - busy));
        return point(concurrency, closed.withLatencies(closed.ttftMs() + waitMs, closed.itlMs()));
    }

    private MeanPoint mean(double concurrency) {
        if (concurrency <= 1) {
            return raw(concurrency);
        }
        MeanPoint running = curve.at(load.at(Math.min(concurrency, maxBatch)));
        if (concurrency <= maxBatch) {
            return running;
        }
        double waitMs = running.e2eMs() * (concurrency - maxBatch) / maxBatch;
        return new MeanPoint(
                concurrency,
                running.kept(),
                maxBatch,
                running.stepMs(),
                waitMs,
                running.ttftMs() + waitMs,
                running.itlMs(),
                running.e2eMs() + waitMs,
                running.outputTokens());
    }

    private OperatingPoint point(int concurrency, MeanPoint mean) {
        boolean measured = sharpening != null && sharpening.measured(concurrency, load.workload());
        ErrorBand around = measured ? measuredBand : band;
        double prefillWork = mean.batch() * load.occupancyMs();
        return new OperatingPoint(
                concurrency,
                (int) Math.round(mean.batch()),
                around.ttft(mean.ttftMs()),
                around.itl(mean.itlMs()),
                around.e2e(mean.e2eMs()),
                around.throughput(mean.outputTokensPerSecond()),
                around.throughput(mean.requestsPerMs() * MILLIS),
                mean.queueWaitMs(),
                load.prefillMs(),
                load.memory().kvUse(mean.batch(), load.workload()),
                mean.requestsPerMs() / maxRequestsPerMs,
                prefillWork / (prefillWork + mean.outputTokens() * mean.stepMs()),
                load.workload().osl());
    }

    /**
     * Requests in flight when they arrive at this rate; empty when that is more than the engine can finish. By Little's
     * law it is the concurrency whose own throughput is the rate.
     */
    public OptionalInt concurrencyAt(double requestsPerSecond) {
        Quantity.positive("request rate", requestsPerSecond);
        if (requestsPerSecond > maxRequestsPerMs * MILLIS) {
            return OptionalInt.empty();
        }
        int below = 0;
        int enough = maxBatch;
        while (enough - below > 1) {
            int middle = (below + enough) >>> 1;
            if (mean(middle).requestsPerMs() * MILLIS < requestsPerSecond) {
                below = middle;
            } else {
                enough = middle;
            }
        }
        return OptionalInt.of(enough);
    }
}
