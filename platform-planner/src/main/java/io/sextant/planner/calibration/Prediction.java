package io.sextant.planner.calibration;

import io.sextant.planner.performance.EfficiencyFactors;
import io.sextant.planner.performance.LoadErrors;
import io.sextant.planner.performance.LoadModel;
import io.sextant.planner.performance.MeanPoint;

/** What the model says to a measured load. */
final class Prediction {

    private static final int RATE_STEPS = 40;

    private Prediction() {}

    static MeanPoint of(Observation observation, EfficiencyFactors factors) {
        LoadModel load = new LoadModel(
                observation.gpu(),
                observation.model(),
                observation.profile(),
                observation.workload(),
                factors,
                observation.conditions());
        return switch (observation.sent()) {
            case Observation.Sent.Concurrency closed -> load.at(closed.requests());
            case Observation.Sent.StaticBatch batch -> load.staticBatch(batch.requests());
            case Observation.Sent.Rate rate -> atRate(load, rate.requestsPerSecond() / 1000);
            case Observation.Sent.Unlimited _ -> load.at(load.maxBatch());
        };
    }

    /** The same, moved by what the formulas get wrong at this load. */
    static MeanPoint of(Observation observation, EfficiencyFactors factors, LoadErrors errors) {
        return errors.along(observation.setting(), observation.workload())
                .correct(of(observation, factors), observation.inFlight());
    }

    static double of(MeanPoint point, Metric metric) {
        return switch (metric) {
            case TTFT -> point.ttftMs();
            case ITL -> point.itlMs();
            case THROUGHPUT -> point.outputTokensPerSecond();
        };
    }

    /** The concurrency whose throughput is the rate; the fullest batch where that is too much. */
    private static MeanPoint atRate(LoadModel load, double requestsPerMs) {
        double low = 0;
        double high = load.maxBatch();
        for (int i = 0; i < RATE_STEPS; i++) {
            double middle = (low + high) / 2;
            if (middle > 0 && load.at(Math.max(middle, 0.01)).requestsPerMs() < requestsPerMs) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return load.at(Math.max(1, high));
    }
}
