package io.sextant.api.deployment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What becomes of deployments that failed.
 *
 * @param keep how long they keep their GPUs, so that somebody can look
 */
@Validated
@ConfigurationProperties("sextant.deployments.failed")
record FailureSettings(@DefaultValue("6h") Duration keep) {
    FailureSettings {
        if (keep.isNegative()) {
            throw new IllegalArgumentException("sextant.deployments.failed.keep must not be negative");
        }
    }

    /** For people, such as {@code 6 h} or {@code 90 min}. */
    String keptInWords() {
        return keep.toMinutesPart() == 0 ? keep.toHours() + " h" : keep.toMinutes() + " min";
    }
}
