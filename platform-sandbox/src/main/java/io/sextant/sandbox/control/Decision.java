package io.sextant.sandbox.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a controller wants written now, and when it wants to look again although nothing changed. */
public final class Decision {
    private final List<Change> changes = new ArrayList<>();
    private @Nullable Instant wakeAt;

    /** Adds a write. */
    public void add(Change change) {
        changes.add(change);
    }

    /** Asks for another look at this time or before. */
    public void wakeAt(Instant time) {
        if (wakeAt == null || time.isBefore(wakeAt)) {
            wakeAt = time;
        }
    }

    /** The writes, in order. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /** The earliest time asked for. */
    public @Nullable Instant wakeAt() {
        return wakeAt;
    }
}
