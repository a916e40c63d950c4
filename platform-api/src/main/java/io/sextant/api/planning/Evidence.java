package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.planner.units.Provenance;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the figures of a candidate rest on.
 *
 * @param points measurements of this profile that the figures were calibrated with; absent without any
 * @param measuredOn absent for modelled figures
 * @param rough the model was never compared with measurements of this kind of GPU and model
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
        Provenance.Kind kind,
        String source,
        @Nullable Integer points,
        @Nullable LocalDate measuredOn,
        boolean rough) {
    static Evidence of(Provenance provenance) {
        return new Evidence(
                provenance.kind(),
                provenance.source(),
                provenance.points() == 0 ? null : provenance.points(),
                provenance.date(),
                provenance.rough());
    }
}
