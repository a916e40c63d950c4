package io.sextant.planner.frontier;

import io.sextant.planner.capacity.SlaTerm;
import io.sextant.planner.cost.Money;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.units.Display;
import io.sextant.planner.units.Estimate;
import io.sextant.planner.units.Percentile;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A change that would make an unreachable SLA reachable. Nothing is ever changed silently. */
public sealed interface Change {

    /** The change as a finished English sentence. */
    String sentence();

    /**
     * How much has to change: the natural logarithm of the factor between what is asked for and what would do, so that
     * half as long, twice as late and twice as dear count alike. 0 when nothing asked for has to change.
     */
    double size();

    private static double factor(double from, double to) {
        return Math.abs(Math.log(to / from));
    }

    /** Only the uncertainty of the prediction is in the way. */
    record Measure(Candidate candidate) implements Change {

        @Override
        public String sentence() {
            return "Measure %s: every target is expected to hold there and only the uncertainty of the prediction stands"
                            .formatted(candidate.summary())
                    + " against it.";
        }

        @Override
        public double size() {
            return 0;
        }
    }

    /** A target a little further out. */
    record Relax(SlaTerm term, double from, double to) implements Change {

        @Override
        public String sentence() {
            return "%s the %s target from %s to %s."
                    .formatted(
                            term.isFloor() ? "Lower" : "Raise", term.label(), term.readable(from), term.readable(to));
        }

        @Override
        public double size() {
            return factor(from, to);
        }
    }

    /** Several targets a little further out, where one of them alone does not help. */
    record RelaxTogether(List<Relax> targets) implements Change {

        public RelaxTogether {
            targets = List.copyOf(targets);
        }

        @Override
        public String sentence() {
            return "Together: " + targets.stream().map(Relax::sentence).collect(Collectors.joining(" "));
        }

        @Override
        public double size() {
            return targets.stream().mapToDouble(Relax::size).sum();
        }
    }

    /** The same targets for fewer of the requests. */
    record LowerPercentile(Percentile from, Percentile to) implements Change {

        @Override
        public String sentence() {
            return "Ask for the targets at %s instead of %s.".formatted(to.label(), from.label());
        }

        /** By the share of requests that may miss. */
        @Override
        public double size() {
            return factor(100 - from.percent(), 100 - to.percent());
        }
    }

    /** Less to read. */
    record ShortenInput(double fromTokens, int toTokens) implements Change {

        @Override
        public String sentence() {
            return "Shorten the input from %s to %s tokens."
                    .formatted(Display.count(fromTokens), Display.count(toTokens));
        }

        @Override
        public double size() {
            return factor(fromTokens, toTokens);
        }
    }

    /** Less to write. */
    record ShortenOutput(double fromTokens, int toTokens) implements Change {

        @Override
        public String sentence() {
            return "Shorten the output from %s to %s tokens."
                    .formatted(Display.count(fromTokens), Display.count(toTokens));
        }

        @Override
        public double size() {
            return factor(fromTokens, toTokens);
        }
    }

    /**
     * Another precision or another number of GPUs per replica on GPUs that are offered; no such profile is published.
     *
     * @param latency whole request at the SLA's percentile, one at a time
     */
    record OtherProfile(GpuOffer offer, EngineProfile profile, Percentile percentile, Estimate latency, double size)
            implements Change {

        @Override
        public String sentence() {
            return "Provide a profile for %s on %d x %s (%s): E2E %s would be %s with one request at a time."
                    .formatted(
                            profile.precision().label(),
                            profile.gpusPerReplica(),
                            offer.gpu().name(),
                            profile.id(),
                            percentile.label(),
                            Display.duration(latency.value()));
        }
    }

    /**
     * A GPU type the team is not offered.
     *
     * @param hourly of one replica, null when nobody gave a price
     * @param latency whole request at the SLA's percentile, one at a time
     */
    record OtherGpu(
            AlternativeGpu alternative,
            EngineProfile profile,
            Percentile percentile,
            Estimate latency,
            @Nullable Money hourly,
            double size)
            implements Change {

        @Override
        public String sentence() {
            return "Get %d x %s for each replica (%s%s): E2E %s would be %s with one request at a time."
                    .formatted(
                            profile.gpusPerReplica(),
                            alternative.gpu().name(),
                            profile.id(),
                            hourly == null ? "" : ", " + hourly.text() + " per hour",
                            percentile.label(),
                            Display.duration(latency.value()));
        }
    }
}
