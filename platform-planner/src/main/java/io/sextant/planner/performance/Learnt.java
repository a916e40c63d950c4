package io.sextant.planner.performance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What was learnt from measurements: what to expect of factors, what the formulas get wrong all the same, and how far to trust
 * what follows.
 */
public record Learnt(FittedPriors priors, LoadErrors loadErrors, Intervals intervals) {

    /** What the product ships; docs/planner.md names the command that makes it. */
    public static Learnt shipped() {
        return Shipped.LEARNT;
    }

    /** Read when first asked for. */
    private static final class Shipped {
        private static final Learnt LEARNT = new Learnt(
                FittedPriors.parse(resource("priors.csv")),
                LoadErrors.parse(resource("load-errors.csv")),
                Intervals.parse(resource("intervals.csv")));

        private static String resource(String name) {
            try (InputStream in = Learnt.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("the planner's %s is missing from its jar".formatted(name));
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
