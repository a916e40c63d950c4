package io.sextant.sandbox.control;

import java.util.SplittableRandom;

/** Random name endings as Kubernetes makes them, the same for the same seed. */
public final class Names {
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private final SplittableRandom random;

    public Names(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Five letters or digits for the end of a name. */
    public String ending() {
        return letters(random.nextLong(), 5);
    }

    /** Ten letters or digits that depend on {@code content} only. */
    public static String digest(Object content) {
        long mixed = content.hashCode() * 0x9E3779B97F4A7C15L;
        return letters(mixed ^ (mixed >>> 29), 10);
    }

    private static String letters(long source, int count) {
        StringBuilder letters = new StringBuilder();
        SplittableRandom digits = new SplittableRandom(source);
        for (int i = 0; i < count; i++) {
            letters.append(ALPHABET.charAt(digits.nextInt(ALPHABET.length())));
        }
        return letters.toString();
    }
}
