package io.sextant.api.measurement;

import java.time.Instant;
import java.util.List;

/**
 * One uploaded file.
 *
 * @param sources what its rows name as their source
 * @param models ids of the weights it measured
 * @param gpus names of the GPU products it measured
 */
public record MeasurementSet(
        MeasurementSetId id,
        String title,
        int rows,
        List<String> sources,
        List<String> models,
        List<String> gpus,
        String uploadedBy,
        Instant uploadedAt) {
    public MeasurementSet {
        sources = List.copyOf(sources);
        models = List.copyOf(models);
        gpus = List.copyOf(gpus);
    }
}
