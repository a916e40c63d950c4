package io.sextant.api.usage;

/**
 * A row of the charges.
 *
 * @param revision counts the rows of one line and hour from 0
 */
record ChargeEntry(Rated charge, Kind kind, int revision) {
    enum Kind {
        /** The hour was sealed. */
        CHARGE,
        /** Takes the row before it back. */
        REVERSAL,
        /** What the hour comes to instead. */
        RESTATEMENT
    }

    static ChargeEntry first(Rated charge) {
        return new ChargeEntry(charge, Kind.CHARGE, 0);
    }
}
