package io.sextant.web.faults;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sandbox's cluster says of its faults. */
record SandboxFaults(List<Kind> kinds, List<Active> active) {
    /** What can be caused; {@code reach} is REQUEST, OBJECT or NODE. */
    record Kind(String kind, String reach, String title, String text) {
        boolean strikesNodes() {
            return reach.equals("NODE");
        }
    }

    /** What holds now. */
    record Active(
            String id,
            String kind,
            String title,
            String namespace,
            String name,
            double share,
            Instant since,
            @Nullable Instant until,
            @Nullable Integer times,
            @Nullable Integer struck) {}
}
