package io.sextant.api.measurement;

import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.catalog.CatalogModel;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.reference.Load;
import io.sextant.planner.reference.MeasurementRow;

/** A row of a file together with what its names mean in the catalogue. */
record CheckedRow(
        MeasurementRow row,
        CatalogModel model,
        CatalogGpu gpu,
        Precision precision,
        int tensorParallel,
        int pipelineParallel,
        int gpuCount,
        MeasuredDate date,
        double inputTokens,
        double outputTokens,
        Load load) {
    /** Throughput of the whole replica for a number that the file may give per GPU. */
    double ofReplica(double value) {
        return row.perGpu() ? value * gpuCount : value;
    }

    String modelId() {
        return model.architecture().id();
    }
}
