package io.sextant.api.deployment;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaClass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides which ends a deployment may have, and whether it may run. */
@Component
class LeaseTerms {
    private static final Duration SOONEST = Duration.ofMinutes(10);

    private final LeaseStore leases;
    private final LeaseSettings settings;
    private final Clock clock;

    LeaseTerms(LeaseStore leases, LeaseSettings settings, Clock clock) {
        this.leases = leases;
        this.settings = settings;
        this.clock = clock;
    }

    /** The end that is asked for, or the last one possible where none is; refused where it cannot be. */
    @Nullable
    Instant usable(@Nullable Instant asked, QuotaClass quotaClass) {
        Instant now = clock.instant();
        Instant latest = settings.latest(quotaClass, now);
        if (asked == null) {
            return latest;
        }
        if (asked.isBefore(now.plus(SOONEST))) {
            throw new PlatformProblem.Invalid(
                    "/endsAt", "past", "The end lies ten minutes ahead at least; to end it now, stop it.");
        }
        if (latest != null && asked.isAfter(latest)) {
            throw new PlatformProblem.Invalid(
                    "/endsAt",
                    "too-late",
                    "%s ends by %s at the latest; it can be extended later.".formatted(quotaClass.label(), latest));
        }
        return asked;
    }

    @Nullable
    Instant latest(QuotaClass quotaClass) {
        return settings.latest(quotaClass, clock.instant());
    }

    boolean isOver(@Nullable Instant endsAt) {
        return endsAt != null && !clock.instant().isBefore(endsAt);
    }

    /** Throws where its end is past: it would be stopped again at once. */
    void requireNotOver(DeploymentId id, String name) {
        Instant endsAt = leases.find(id).map(LeaseStore.Stored::endsAt).orElse(null);
        if (isOver(endsAt)) {
            throw new PlatformProblem.Conflict(
                    "lease-over",
                    "Its end is past",
                    "%s was to end at %s.".formatted(name, endsAt),
                    "Whoever may change it sets a new end on its page first.",
                    Map.of("endsAt", String.valueOf(endsAt)));
        }
    }
}
