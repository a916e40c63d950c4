package io.sextant.api.catalog;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a model stands in its vendor's support. */
public sealed interface Lifecycle {
    /** The three stages without their dates, to filter by. */
    enum Stage {
        GA,
        DEPRECATED,
        ENDED;

        /** Reads ga, deprecated and ended. */
        public static Stage parse(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        /** As it stands in addresses and reference data. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Stage stage();

    /** In words, with the date where there is one. */
    String label();

    /** Supported, with no end in sight. */
    record GenerallyAvailable() implements Lifecycle {
        @Override
        public Stage stage() {
            return Stage.GA;
        }

        @Override
        public String label() {
            return "Generally available";
        }
    }

    /**
     * Still supported, but a successor should be preferred.
     *
     * @param lastSupportedDay null when none has been named
     */
    record PhasingOut(@Nullable LocalDate lastSupportedDay) implements Lifecycle {
        @Override
        public Stage stage() {
            return Stage.DEPRECATED;
        }

        @Override
        public String label() {
            return lastSupportedDay == null ? "Deprecated" : "Deprecated, supported until " + lastSupportedDay;
        }
    }

    /**
     * No longer supported; it still runs.
     *
     * @param since null when the day is not published
     */
    record Ended(@Nullable LocalDate since) implements Lifecycle {
        @Override
        public Stage stage() {
            return Stage.ENDED;
        }

        @Override
        public String label() {
            return since == null ? "End of support" : "End of support since " + since;
        }
    }

    /** The lifecycle of that stage, with its date where there is one. */
    static Lifecycle of(Stage stage, @Nullable LocalDate date) {
        return switch (stage) {
            case GA -> new GenerallyAvailable();
            case DEPRECATED -> new PhasingOut(date);
            case ENDED -> new Ended(date);
        };
    }
}
