package io.sextant.api.deployment;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.sextant.api.problem.PlatformProblem;
import org.jspecify.annotations.Nullable;

/** What somebody wants of a deployment from now on; each change is a generation of its own. */
public sealed interface DeploymentChange {
    /** No replica; everything else stays. */
    record Stop() implements DeploymentChange {}

    /** The replicas again that a stop took away. */
    record Start() implements DeploymentChange {}

    /**
     * Other bounds of replicas.
     *
     * @param minReplicas that always run, at least 1
     * @param maxReplicas that may run, which quota is charged for; where it is above {@code minReplicas}, replicas
     *     follow the load
     */
    record Resize(int minReplicas, int maxReplicas) implements DeploymentChange {
        /** Most replicas of a deployment. */
        public static final int MOST = 1000;

        public Resize {
            if (minReplicas < 1 || minReplicas > MOST) {
                throw new PlatformProblem.Invalid(
                        "/minReplicas",
                        "out-of-range",
                        "At least 1 and at most %,d replicas can run; stop the deployment to run none."
                                .formatted(MOST));
            }
            if (maxReplicas < minReplicas || maxReplicas > MOST) {
                throw new PlatformProblem.Invalid(
                        "/maxReplicas",
                        "out-of-range",
                        "The most replicas are %d (the fewest) to %,d.".formatted(minReplicas, MOST));
            }
        }

        @JsonCreator
        static Resize of(@Nullable Integer minReplicas, @Nullable Integer maxReplicas) {
            return new Resize(required("/minReplicas", minReplicas), required("/maxReplicas", maxReplicas));
        }
    }

    /** What was wanted in an earlier generation. */
    record RollBack(long generation) implements DeploymentChange {
        @JsonCreator
        static RollBack of(@Nullable Integer generation) {
            return new RollBack(required("/generation", generation));
        }
    }

    /**
     * Another plan for its own workload and SLA: another profile, GPU product or version of the model.
     *
     * @param candidate of the plan for its own question, as {@code GET .../replan} lists them
     * @param digest of that candidate's proposal; may be absent in a preview, which tells it
     */
    record Replan(String candidate, @Nullable String digest) implements DeploymentChange {
        public Replan {
            if (candidate.isBlank()) {
                throw new PlatformProblem.Invalid(
                        "/candidate", "missing", "Name the candidate that you want; GET .../replan lists them.");
            }
        }

        @JsonCreator
        static Replan of(@Nullable String candidate, @Nullable String digest) {
            return new Replan(candidate == null ? "" : candidate, digest);
        }

        /** The digest that is accepted. */
        String acceptedDigest() {
            if (digest == null || digest.isBlank()) {
                throw new PlatformProblem.Invalid(
                        "/digest", "missing", "Send the digest that the preview of this change told.");
            }
            return digest;
        }
    }

    private static int required(String pointer, @Nullable Integer number) {
        if (number == null) {
            throw new PlatformProblem.Invalid(pointer, "missing", "Send " + pointer.substring(1) + ", a whole number.");
        }
        return number;
    }
}
