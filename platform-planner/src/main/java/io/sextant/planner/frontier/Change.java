package io.sextant.planner.frontier;

import io.sextant.planner.capacity.SlaTerm;
import io.sextant.planner.units.Display;
import io.sextant.planner.units.Percentile;

/** A change that would make an unreachable SLA reachable. Nothing is ever changed silently. */
public sealed interface Change {

    /** The change as a finished English sentence. */
    String sentence();

    /** Only the uncertainty of the prediction is in the way. */
    record Measure(Candidate candidate) implements Change {

        @Override
        public String sentence() {
            return "Measure %s: every target is expected to hold there and only the uncertainty of the prediction stands"
                            .formatted(candidate.summary())
                    + " against it.";
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
    }

    /** The same targets for fewer of the requests. */
    record LowerPercentile(Percentile from, Percentile to) implements Change {

        @Override
        public String sentence() {
            return "Ask for the targets at %s instead of %s.".formatted(to.label(), from.label());
        }
    }

    /** Less to read. */
    record ShortenInput(double fromTokens, int toTokens) implements Change {

        @Override
        public String sentence() {
            return "Shorten the input from %s to %s tokens."
                    .formatted(Display.count(fromTokens), Display.count(toTokens));
        }
    }

    /** Less to write. */
    record ShortenOutput(double fromTokens, int toTokens) implements Change {

        @Override
        public String sentence() {
            return "Shorten the output from %s to %s tokens."
                    .formatted(Display.count(fromTokens), Display.count(toTokens));
        }
    }
}
