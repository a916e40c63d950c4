package io.sextant.api.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.deployment.manifest.FieldChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One generation of a deployment: what was wanted, who wanted it, and what that changed.
 *
 * @param service name of its NIMService: another one than before where it is a roll-over
 * @param rolledBackTo the generation whose content it took; absent unless it was rolled back
 * @param current whether it is what is wanted now
 * @param changes in the manifests, against the generation before it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeploymentGeneration(
        long generation,
        Kind change,
        @Nullable Long rolledBackTo,
        String service,
        DeploymentShape shape,
        String acceptedBy,
        Instant acceptedAt,
        boolean current,
        List<FieldChange> changes) {
    public DeploymentGeneration {
        changes = List.copyOf(changes);
    }

    /** What kind of change made it. */
    public enum Kind {
        SUBMITTED,
        STOPPED,
        STARTED,
        RESIZED,
        ROLLED_BACK,
        REPLANNED;

        static Kind of(DeploymentChange change) {
            return switch (change) {
                case DeploymentChange.Stop _ -> STOPPED;
                case DeploymentChange.Start _ -> STARTED;
                case DeploymentChange.Resize _ -> RESIZED;
                case DeploymentChange.RollBack _ -> ROLLED_BACK;
                case DeploymentChange.Replan _ -> REPLANNED;
            };
        }
    }
}
