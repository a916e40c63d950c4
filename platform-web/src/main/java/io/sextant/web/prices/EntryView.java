package io.sextant.web.prices;

import io.sextant.api.pricing.PriceEntry;
import io.sextant.web.layout.Dates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A price in its history, as a table shows it.
 *
 * @param tone of the state, as badges have it
 * @param past whether nothing will come of it any more
 * @param actions what an administrator can still do about it
 */
record EntryView(
        PriceView price,
        String tone,
        String state,
        boolean past,
        String until,
        String why,
        String recordedBy,
        List<Action> actions) {
    /**
     * Where something is done about it.
     *
     * @param rest of the label, for who does not see the row
     */
    record Action(String path, String label, String rest) {}

    static EntryView of(PriceEntry entry, Instant now) {
        boolean over = entry.isOver(now);
        boolean begun = !entry.price().effectiveFrom().isAfter(now);
        return new EntryView(
                PriceView.of(entry.price()),
                over ? "neutral" : begun ? "ok" : "progress",
                entry.withdrawal() != null ? "Withdrawn" : over ? "Over" : begun ? "In force" : "To come",
                over,
                until(entry),
                why(entry),
                Objects.requireNonNullElse(entry.recordedBy(), "the platform"),
                actions(entry, now));
    }

    private static String until(PriceEntry entry) {
        if (entry.withdrawal() != null) {
            return "never began";
        }
        return entry.until() == null ? "open end" : Dates.moment(entry.until());
    }

    private static String why(PriceEntry entry) {
        PriceEntry.Withdrawal withdrawal = entry.withdrawal();
        if (withdrawal != null) {
            return "withdrawn by " + Objects.requireNonNullElse(withdrawal.by(), "the platform") + ": "
                    + withdrawal.reason();
        }
        PriceEntry.Ending ending = entry.ending();
        if (ending != null) {
            return "ended by " + Objects.requireNonNullElse(ending.by(), "the platform") + ": " + ending.reason();
        }
        return entry.until() == null ? "" : "another price takes over";
    }

    private static List<Action> actions(PriceEntry entry, Instant now) {
        String path = "/prices/" + entry.price().gpu() + "/" + entry.price().id();
        String since = " the price since " + Dates.moment(entry.price().effectiveFrom());
        List<Action> actions = new ArrayList<>();
        if (entry.isToCome(now)) {
            actions.add(new Action(path + "/withdrawal", "Withdraw", since));
        }
        if (!entry.isOver(now) && entry.ending() == null) {
            actions.add(new Action(path + "/ending", "End", since));
        }
        if (entry.endsAfter(now)) {
            actions.add(new Action(path + "/ending/withdrawal", "Withdraw its end", " of" + since));
        }
        return actions;
    }
}
