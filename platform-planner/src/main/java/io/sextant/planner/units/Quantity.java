package io.sextant.planner.units;

/** Checks that a number is usable as a physical quantity, and says which one was not. */
public final class Quantity {

    private Quantity() {}

    public static double positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("%s must be a number above 0, but was %s".formatted(name, value));
        }
        return value;
    }

    public static int positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("%s must be at least 1, but was %d".formatted(name, value));
        }
        return value;
    }

    public static double notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("%s must be a number of 0 or more, but was %s".formatted(name, value));
        }
        return value;
    }

    public static int notNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException("%s must be 0 or more, but was %d".formatted(name, value));
        }
        return value;
    }

    /** Accepts 0 and 1 as well. */
    public static double share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s must lie between 0 and 1, but was %s".formatted(name, value));
        }
        return value;
    }

    public static String text(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("%s must not be empty".formatted(name));
        }
        return value;
    }
}
