package io.sextant.api.catalog.config;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.ModelArchitecture;
import java.util.List;

/**
 * What was understood of a model's config.json.
 *
 * @param family its {@code model_type}
 * @param weights number format of the published weights
 * @param parametersStated a person stated the parameter counts; otherwise they are calculated from the layers
 * @param computedTotalB parameters as calculated, 10^9; 0 where the family is not known
 * @param fields what was read, with its key
 * @param remarks doubts and simplifications, a sentence each
 */
public record ModelReading(
        String family,
        ModelArchitecture architecture,
        Precision weights,
        boolean parametersStated,
        double computedTotalB,
        List<ReadField> fields,
        List<String> remarks) {
    public ModelReading {
        fields = List.copyOf(fields);
        remarks = List.copyOf(remarks);
    }
}
