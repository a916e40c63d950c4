package io.sextant.api.budget;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the steps of a hard budget's ladder are taken, in percent of its limit that has accrued.
 *
 * @param dropBurstAt where what is held would go beyond the limit, borrowed GPUs are given back from here on
 * @param stopDevelopmentAt development and batches are stopped from here on
 * @param grace between the warning and the first stop
 */
@Validated
@ConfigurationProperties("sextant.budget.ladder")
record LadderSettings(
        @DefaultValue("90") @Min(1) @Max(1000) int dropBurstAt,
        @DefaultValue("100") @Min(1) @Max(1000) int stopDevelopmentAt,
        @DefaultValue("1h") Duration grace) {
    LadderSettings {
        if (dropBurstAt > stopDevelopmentAt) {
            throw new IllegalArgumentException(
                    "sextant.budget.ladder.drop-burst-at must not be above stop-development-at");
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("sextant.budget.ladder.grace must not be negative");
        }
    }
}
