package io.sextant.api.usage;

import io.sextant.api.tenancy.TeamId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/**
 * The hours that are not sealed yet, rated as they would be if they were.
 *
 * <p>Reserved GPUs without pods are left out: whether a pod held them shows only in the next report.
 */
@Component
class OpenHours {
    private final GpuIntervals intervals;
    private final SealedHours seal;
    private final RateUse rating;
    private final Clock clock;

    OpenHours(GpuIntervals intervals, SealedHours seal, RateUse rating, Clock clock) {
        this.intervals = intervals;
        this.seal = seal;
        this.rating = rating;
        this.clock = clock;
    }

    /** Of everybody. */
    List<Rated> all() {
        return rated(intervals::between);
    }

    List<Rated> ofTeam(TeamId team) {
        return rated((from, until) -> intervals.ofTeam(team, from, until));
    }

    List<Rated> ofDeployment(UUID deployment) {
        return rated((from, until) -> ofItsTeam(deployment, from, until)).stream()
                .filter(charge -> deployment.equals(charge.line().deployment()))
                .toList();
    }

    /** What it held, with what the rest of its team did where that tells what was borrowed. */
    private List<GpuHold> ofItsTeam(UUID deployment, Instant from, Instant until) {
        List<GpuHold> own = intervals.ofDeployment(deployment, from, until);
        return own.stream().anyMatch(GpuHold::reclaimable)
                ? intervals.ofTeam(own.getFirst().line().team(), from, until)
                : own;
    }

    private List<Rated> rated(BiFunction<Instant, Instant, List<GpuHold>> held) {
        Instant sealed = seal.until().orElse(Instant.EPOCH);
        Instant until = HourlyUse.hourOf(clock.instant()).plus(1, ChronoUnit.HOURS);
        Optional<Instant> from = intervals.firstHeld(sealed).map(HourlyUse::hourOf);
        return from.filter(until::isAfter)
                .map(first -> rating.between(first, until, held.apply(first, until), List.of()))
                .orElse(List.of());
    }
}
