package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.planner.units.Percentile;
import org.jspecify.annotations.Nullable;

/** What users must feel, as a request says it: a stored SLA profile, or targets of its own. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PlanSla.Profile.class, name = "profile"),
    @JsonSubTypes.Type(value = PlanSla.Targets.class, name = "targets")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface PlanSla {
    /**
     * A stored SLA profile of the organisation or of the team.
     *
     * @param version absent for the newest
     */
    record Profile(String profile, @Nullable Integer version) implements PlanSla {
        private static final Bounds VERSION = new Bounds("/sla/version", "The version", 1, 1_000_000, "");

        public Profile {
            if (profile.isBlank()) {
                throw new PlatformProblem.Invalid("/sla/profile", "missing", "Choose an SLA profile.");
            }
            if (version != null) {
                VERSION.check(version.intValue());
            }
        }
    }

    /**
     * Targets given in the request; what is absent is not asked for, but one of them must be.
     *
     * @param ttftMs longest time to first token, 1 to 3,600,000
     * @param itlMs longest time between two tokens, 0.1 to 60,000
     * @param e2eMs longest whole answer, 1 to 86,400,000
     * @param minTokensPerSecondPerUser slowest stream, 0.1 to 10,000
     */
    record Targets(
            Percentile percentile,
            @Nullable Double ttftMs,
            @Nullable Double itlMs,
            @Nullable Double e2eMs,
            @Nullable Double minTokensPerSecondPerUser)
            implements PlanSla {
        private static final Bounds TTFT = new Bounds("/sla/ttftMs", "The time to first token", 1, 3_600_000, "ms");
        private static final Bounds ITL = new Bounds("/sla/itlMs", "The time between tokens", 0.1, 60_000, "ms");
        private static final Bounds E2E = new Bounds("/sla/e2eMs", "The time of a whole answer", 1, 86_400_000, "ms");
        private static final Bounds RATE = new Bounds(
                "/sla/minTokensPerSecondPerUser", "The speed each user sees", 0.1, 10_000, "tokens per second");

        public Targets {
            TTFT.checkOptional(ttftMs);
            ITL.checkOptional(itlMs);
            E2E.checkOptional(e2eMs);
            RATE.checkOptional(minTokensPerSecondPerUser);
            if (ttftMs == null && itlMs == null && e2eMs == null && minTokensPerSecondPerUser == null) {
                throw new PlatformProblem.Invalid(
                        "/sla/ttftMs", "missing", "Give at least one target, or choose an SLA profile.");
            }
        }
    }
}
