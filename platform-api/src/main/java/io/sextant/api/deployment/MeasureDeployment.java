package io.sextant.api.deployment;

import io.sextant.api.metrics.Attainment;
import io.sextant.api.metrics.EngineHistory;
import io.sextant.api.metrics.EngineSum;
import io.sextant.api.planning.SlaSnapshot;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.contract.observed.EngineWindow;
import io.sextant.contract.observed.LatencyHistogram;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells what a deployment's engines measured, and how the promises were kept. */
@Service
@Transactional(readOnly = true)
public class MeasureDeployment {
    /** The longest span that can be asked for. */
    public static final Duration LONGEST = Duration.ofDays(92);

    private final DeploymentRows rows;
    private final DeploymentAccess access;
    private final EngineHistory history;
    private final Clock clock;

    MeasureDeployment(DeploymentRows rows, DeploymentAccess access, EngineHistory history, Clock clock) {
        this.rows = rows;
        this.access = access;
        this.history = history;
        this.clock = clock;
    }

    /** The time up to now. */
    public Measured last(DeploymentId id, Duration span, Actor actor) {
        Instant now = clock.instant();
        return between(id, now.minus(span), now, actor);
    }

    /** A span of at most {@link #LONGEST}: by minutes where all of them are kept, else by hours. */
    public Measured between(DeploymentId id, Instant from, Instant until, Actor actor) {
        DeploymentRow row = rows.find(id).orElseThrow(() -> access.absent(id));
        access.require(Permission.VIEW_TEAM, row.team(), id, actor);
        requireSound(from, until);
        boolean minutes = !from.isBefore(clock.instant().minus(EngineHistory.MINUTES_KEPT));
        List<EngineWindow> windows =
                minutes ? history.minutes(id.value(), from, until) : history.hours(id.value(), from, until);
        Optional<EngineWindow> total = EngineSum.of(windows);
        return new Measured(
                id,
                from,
                until,
                minutes ? Measured.Step.MINUTE : Measured.Step.HOUR,
                total.map(Measured.Period::of).orElse(null),
                total.map(sum -> promises(row.plan().sla(), sum)).orElse(List.of()),
                windows.stream().map(Measured.Period::of).toList());
    }

    private static void requireSound(Instant from, Instant until) {
        if (!from.isBefore(until)) {
            throw new PlatformProblem.Invalid("from", "not-before-until", "from must be before until.");
        }
        if (Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new PlatformProblem.Invalid(
                    "from", "too-long", "At most " + LONGEST.toDays() + " days can be asked for at once.");
        }
    }

    private static List<Measured.Promise> promises(@Nullable SlaSnapshot sla, EngineWindow sum) {
        List<Measured.Promise> promises = new ArrayList<>();
        if (sla != null) {
            int percent = sla.percentile().percent();
            add(promises, Measured.Metric.TTFT, sum.ttft(), sla.ttftMs(), percent);
            add(promises, Measured.Metric.ITL, sum.tokenGap(), sla.itlMs(), percent);
            add(promises, Measured.Metric.E2E, sum.e2e(), sla.e2eMs(), percent);
        }
        return promises;
    }

    private static void add(
            List<Measured.Promise> promises,
            Measured.Metric metric,
            LatencyHistogram measured,
            @Nullable Double targetMs,
            int percent) {
        if (targetMs != null) {
            promises.add(new Measured.Promise(metric, Attainment.of(measured, targetMs, percent)));
        }
    }
}
