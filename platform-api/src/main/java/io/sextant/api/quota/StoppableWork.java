package io.sextant.api.quota;

import io.sextant.api.notification.NoticeKind;
import io.sextant.api.tenancy.TeamId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Knows what runs on GPUs that the quota holds, and can stop it; the feature whose things run brings its own. */
public interface StoppableWork {
    /** What runs, or is to run, for these teams. */
    List<Running> of(Collection<TeamId> teams);

    /** What is to run no more for these teams, and whose GPUs come back as soon as its pods are gone. */
    List<Ending> ending(Collection<TeamId> teams);

    /**
     * Wants it stopped and tells its team, in a transaction of its own; false where it is stopped, gone or not known here.
     *
     * @param still asked in that transaction whether it has to stop even now
     */
    boolean stop(UUID deployment, Why why, BooleanSupplier still);

    /**
     * Why something is stopped.
     *
     * @param kind of the notice to its team
     * @param sentence for its team
     * @param onceKey by which its team is told once
     */
    record Why(NoticeKind kind, String sentence, String onceKey) {}

    /**
     * Something that ends.
     *
     * @param gpus that the quota holds for it in that pool until then
     */
    record Ending(TeamId team, QuotaPool pool, int gpus, QuotaClass quotaClass) {}

    /**
     * Something that runs.
     *
     * @param gpus that the quota holds for it in that pool
     */
    record Running(
            UUID deployment, String name, TeamId team, QuotaPool pool, int gpus, QuotaClass quotaClass, Instant since) {
        /** What would have to give GPUs back first: batches before development, of each the youngest. */
        public static final Comparator<Running> FIRST_TO_END = Comparator.comparingInt(
                        (Running work) -> work.quotaClass() == QuotaClass.OFFLINE ? 0 : 1)
                .thenComparing(Running::since, Comparator.reverseOrder())
                .thenComparing(Running::deployment);
    }
}
