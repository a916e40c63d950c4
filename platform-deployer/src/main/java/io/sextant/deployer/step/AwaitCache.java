package io.sextant.deployer.step;

import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.NimCacheView;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.diagnosis.CacheDiagnosis;
import io.sextant.deployer.diagnosis.Overdue;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;
import java.util.Optional;

/** The weights are on the volume before a replica is started; a stop waits for none. */
public final class AwaitCache implements ReconcileStep<Wanted.Serving> {
    @Override
    public ConditionType aspect() {
        return ConditionType.MODEL_CACHED;
    }

    @Override
    public StepOutcome decide(Wanted.Serving wanted, Snapshot snapshot, Instant now) {
        Optional<NimCacheView> cache = snapshot.nimCache(wanted.namespace(), wanted.cacheName());
        if (cache.isEmpty()) {
            return new StepOutcome.Wait(ConditionReason.APPLIED, "The download of the weights is being set up.");
        }
        if (wanted.desired().presence() == Presence.STOPPED && !cache.get().ready()) {
            return new StepOutcome.Proceed("Stopped while the weights are not complete; the cache stays.");
        }
        return cache.get().ready()
                ? new StepOutcome.Proceed("The weights are on the volume.")
                : StepOutcome.of(Overdue.judge(CacheDiagnosis.of(cache.get(), snapshot), wanted, snapshot, now));
    }
}
