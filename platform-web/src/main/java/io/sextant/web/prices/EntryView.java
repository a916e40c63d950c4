package io.sextant.web.prices;

import io.sextant.api.pricing.PriceEntry;
import io.sextant.web.layout.Dates;
import java.time.Instant;
import java.util.Objects;

/**
 * A price in its history, as a table shows it.
 *
 * @param tone of the state, as badges have it
 * @param endingPath empty where it cannot be ended any more
 */
record EntryView(
        PriceView price, String tone, String state, String until, String why, String recordedBy, String endingPath) {
    static EntryView of(PriceEntry entry, Instant now) {
        boolean over = entry.isOver(now);
        boolean begun = !entry.price().effectiveFrom().isAfter(now);
        return new EntryView(
                PriceView.of(entry.price()),
                over ? "neutral" : begun ? "ok" : "progress",
                over ? "Over" : begun ? "In force" : "To come",
                entry.until() == null ? "open end" : Dates.moment(entry.until()),
                why(entry),
                Objects.requireNonNullElse(entry.recordedBy(), "the platform"),
                over || entry.ending() != null
                        ? ""
                        : "/prices/" + entry.price().gpu() + "/" + entry.price().id() + "/ending");
    }

    private static String why(PriceEntry entry) {
        PriceEntry.Ending ending = entry.ending();
        if (ending != null) {
            return "ended by " + Objects.requireNonNullElse(ending.by(), "the platform") + ": " + ending.reason();
        }
        return entry.until() == null ? "" : "another price takes over";
    }
}
