package io.sextant.api.catalog;

/**
 * One thing the catalogue claims, and who says so.
 *
 * @param value as a person reads it, with its unit
 * @param source where it was read
 */
public record Fact(String name, String value, String source, Confidence confidence) {
    /** How far a fact may be relied on. */
    public enum Confidence {
        /** Read in a published source. */
        PUBLISHED("published"),
        /** Written down from general knowledge; not read again at a source. */
        RECALLED("recalled"),
        /** Stated by an administrator of this platform. */
        STATED("stated"),
        /** Follows a pattern of its kind; nobody published this very one. */
        ASSUMED("assumed");

        private final String label;

        Confidence(String label) {
            this.label = label;
        }

        /** The word a page shows. */
        public String label() {
            return label;
        }

        /** The reference data mark every source that is less than published. */
        static Confidence statedIn(String source) {
            if (source.contains("assumed")) {
                return ASSUMED;
            }
            return source.contains("recalled") ? RECALLED : PUBLISHED;
        }
    }

    static Fact of(String name, String value, String source) {
        return new Fact(name, value, source, Confidence.statedIn(source));
    }
}
