package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.planner.units.Percentile;
import org.jspecify.annotations.Nullable;

/**
 * The SLA a plan was made for, as it stood then; a deployment keeps it when the profile gets a new version.
 *
 * @param profile id of the stored profile; absent where the request gave targets of its own
 * @param version of that profile
 * @param name for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SlaSnapshot(
        @Nullable String profile,
        @Nullable Integer version,
        String name,
        Percentile percentile,
        @Nullable Double ttftMs,
        @Nullable Double itlMs,
        @Nullable Double e2eMs,
        @Nullable Double minTokensPerSecondPerUser) {}
