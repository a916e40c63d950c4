package io.sextant.api.deployment.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step on the way to Ready.
 *
 * @param since when it got into its state; absent while it waits for its turn
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgressStep(Name name, State state, @Nullable Instant since, String sentence) {
    /** The steps in their order. */
    public enum Name {
        ACCEPTED("Accepted"),
        NAMESPACE("Namespace"),
        SECRETS("Secrets"),
        WEIGHTS("Weights"),
        REPLICAS("Replicas"),
        ENDPOINT("Endpoint"),
        ROUTE("Public address"),
        SCALING("Autoscaling");

        private final String label;

        Name(String label) {
            this.label = label;
        }

        /** The step as a person reads it. */
        public String label() {
            return label;
        }
    }

    /** How far a step is. */
    public enum State {
        DONE,
        CURRENT,
        FAILED,
        WAITING
    }
}
