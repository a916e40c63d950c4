package io.sextant.planner.performance;

import java.time.LocalDate;

/** What measured points of the very profile make of its predictions. */
public interface Sharpening {

    /** The profile's factors in the light of the points. */
    EfficiencyFactors factors();

    /** A prediction with these factors, moved towards what was measured near it. */
    MeanPoint sharpen(MeanPoint predicted, Workload workload);

    int points();

    /** Whether any point has these lengths. */
    boolean knowsShape(Workload workload);

    /** Whether this very load was measured. */
    boolean measured(double concurrency, Workload workload);

    /** Of the newest point. */
    LocalDate newest();

    /** Who measured, as a person reads it. */
    String source();
}
