package io.sextant.planner.reference;

import org.jspecify.annotations.Nullable;

/** How requests were sent: the column {@code concurrency_or_rate}. */
public sealed interface Load {

    /** {@code c=8}: a closed loop with so many requests in flight. */
    record Concurrency(int requests) implements Load {}

    /** {@code batch=8}: so many requests at once, started and run together. */
    record StaticBatch(int requests) implements Load {}

    /** {@code qps=2.5}: an open loop, requests per second. */
    record Rate(double requestsPerSecond) implements Load {}

    /** {@code inf} or {@code qps=inf}: everything at once, limited by the engine alone. */
    record Unlimited() implements Load {}

    /** Reads the wording of the files; null for {@code c=}, {@code batch=} and {@code qps=}, where it is not known. */
    static @Nullable Load parse(String text) {
        if (text.equals("inf") || text.equals("qps=inf")) {
            return new Unlimited();
        }
        if (text.equals("c=") || text.equals("batch=") || text.equals("qps=")) {
            return null;
        }
        String[] parts = text.split("=", 2);
        double number = parts.length == 2 ? positive(parts[1]) : 0;
        if (number == 0) {
            throw refused(text);
        }
        return switch (parts[0]) {
            case "c" -> new Concurrency(whole(text, number));
            case "batch" -> new StaticBatch(whole(text, number));
            case "qps" -> new Rate(number);
            default -> throw refused(text);
        };
    }

    /** 0 for anything that is not a number above it. */
    private static double positive(String text) {
        try {
            double number = Double.parseDouble(text);
            return number > 0 && Double.isFinite(number) ? number : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static int whole(String text, double number) {
        if (number != Math.rint(number) || number > Integer.MAX_VALUE) {
            throw refused(text);
        }
        return (int) number;
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "concurrency_or_rate must be c=N, batch=N, qps=R or inf with a number above 0, but was '%s'"
                        .formatted(text));
    }
}
