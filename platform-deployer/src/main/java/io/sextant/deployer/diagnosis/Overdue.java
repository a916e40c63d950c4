package io.sextant.deployer.diagnosis;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The verdict that provisioning takes longer than the platform allows.
 *
 * <p>The clock starts when this generation's NIMCache or NIMService was first applied, which the cluster remembers, so
 * a restart of the deployer does not reset it; it starts anew when replicas that had all been ready no longer are.
 */
public final class Overdue {
    private Overdue() {}

    /** The finding itself while there is time, or when it is a failure; else that the time is over, and why. */
    public static Finding judge(Finding finding, Wanted.Serving wanted, Snapshot snapshot, Instant now) {
        Duration allowed = Duration.ofSeconds(wanted.desired().readyWithinSeconds());
        boolean late = since(wanted, snapshot)
                .filter(started -> started.plus(allowed).isBefore(now))
                .isPresent();
        return late && !finding.failed()
                ? Finding.failure(
                        ConditionReason.OVERDUE,
                        "Not ready within the %d minutes allowed. %s"
                                .formatted(Math.max(1, allowed.toMinutes()), finding.message()))
                : finding;
    }

    private static Optional<Instant> since(Wanted.Serving wanted, Snapshot snapshot) {
        Optional<Instant> applied = Stream.of(
                        wanted.nimCache().ref(), wanted.nimService().ref())
                .map(snapshot::object)
                .flatMap(Optional::stream)
                .filter(live -> live.belongsTo(wanted.id()))
                .filter(live -> live.generation()
                        .filter(generation -> generation == wanted.desired().generation())
                        .isPresent())
                .map(Overdue::firstApplied)
                .min(Instant::compareTo);
        Instant served = snapshot.evidence().servedUntil().get(wanted.id());
        return applied.map(at -> served == null || served.isBefore(at) ? at : served);
    }

    private static Instant firstApplied(LiveObject live) {
        return Objects.requireNonNullElse(live.appliedAt(), live.createdAt());
    }
}
