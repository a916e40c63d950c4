package io.sextant.api.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A warning that something ends soon, given 14, 3 and 1 days before.
 *
 * @param daysBefore 14, 3 or 1
 * @param end when it ends
 */
public record EndWarning(int daysBefore, Instant end) {
    private static final List<Integer> DAYS_BEFORE = List.of(1, 3, 14);
    /** The longest time before the end at which anybody is warned. */
    public static final Duration EARLIEST = Duration.ofDays(14);

    /**
     * The latest warning that is due; empty before the first, and after the end.
     *
     * @param begun when the end was set: what was set to end within three days needs no warning of 14 days
     */
    public static Optional<EndWarning> due(Instant begun, Instant end, Instant now) {
        if (!now.isBefore(end)) {
            return Optional.empty();
        }
        return DAYS_BEFORE.stream()
                .filter(days -> !now.isBefore(end.minus(Duration.ofDays(days))))
                .findFirst()
                .filter(days -> begun.isBefore(end.minus(Duration.ofDays(days))))
                .map(days -> new EndWarning(days, end));
    }

    /** Such as "in 3 days"; an hour more or less does not matter for a warning. */
    public String inWords() {
        return daysBefore == 1 ? "within a day" : "in " + daysBefore + " days";
    }
}
