package io.sextant.api.usage;

import io.sextant.contract.observed.ReplicaInterval;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes what a cluster reports of the time its replicas hold GPUs.
 *
 * <p>Hours are charged from it when they are sealed; what comes later than that corrects them.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class MeterReplicas {
    private final GpuIntervals intervals;
    private final SealedHours seal;
    private final Clock clock;

    MeterReplicas(GpuIntervals intervals, SealedHours seal, Clock clock) {
        this.intervals = intervals;
        this.seal = seal;
        this.clock = clock;
    }

    /** Takes the replicas of one report. */
    public void meter(MeteredDeployment deployment, List<ReplicaInterval> replicas) {
        List<ReplicaInterval> holding =
                replicas.stream().filter(replica -> replica.gpus() > 0).toList();
        if (holding.isEmpty()) {
            return;
        }
        seal.keepOpen();
        Instant received = clock.instant();
        holding.stream()
                .flatMap(replica -> intervals.keep(deployment, replica, received).stream())
                .min(Comparator.naturalOrder())
                .ifPresent(changed -> noteLate(deployment, HourlyUse.hourOf(changed)));
    }

    private void noteLate(MeteredDeployment deployment, Instant hour) {
        seal.until()
                .filter(hour::isBefore)
                .ifPresent(until -> seal.noteLate(deployment.team(), deployment.cluster(), hour));
    }
}
