package io.sextant.api.reclaim;

import io.sextant.api.jobs.RecurringJob;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.StoppableWork;
import io.sextant.api.quota.StoppableWork.Why;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks every minute at what is asked back, and stops whoever had the grace. */
@Configuration(proxyBeanMethods = false)
class CarryOutReclaims {
    private static final Logger LOG = LoggerFactory.getLogger(CarryOutReclaims.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final ReclaimRows rows;
    private final CarryOutReclaim carrying;
    private final List<StoppableWork> works;
    private final Clock clock;

    CarryOutReclaims(ReclaimRows rows, CarryOutReclaim carrying, List<StoppableWork> works, Clock clock) {
        this.rows = rows;
        this.carrying = carrying;
        this.works = works;
        this.clock = clock;
    }

    @Bean
    RecurringJob carryingOutReclaims() {
        return new RecurringJob("carry-out-reclaims", PAUSE, this::look);
    }

    void look() {
        // Each by itself and before the rest, since lending again locks balances.
        for (Reclaim reclaim : rows.over(clock.instant())) {
            try {
                carrying.end(reclaim, null);
            } catch (RuntimeException e) {
                LOG.error("Reclaim could not be ended: reclaim={}", reclaim.id(), e);
            }
        }
        for (QuotaPool pool : rows.poolsWithOpen()) {
            try {
                carrying.look(pool).forEach(this::stop);
            } catch (RuntimeException e) {
                // Other pools are looked at nevertheless; this one is tried again with the next look.
                LOG.error("Reclaims could not be carried out: pool={}", pool, e);
            }
        }
    }

    private void stop(CarryOutReclaim.Due due) {
        try {
            Why why = new Why(NoticeKind.QUOTA_RECLAIM, due.why(), TellReclaim.key(due.reclaim()));
            // Withdrawn meanwhile, or given back: then it goes on.
            works.forEach(source -> source.stop(
                    due.deployment(), why, () -> carrying.stops(due.pool(), due.reclaim(), due.deployment())));
        } catch (RuntimeException e) {
            // The others end nevertheless; this one is tried again with the next look.
            LOG.error("Borrowed GPUs could not be taken back: deployment={}", due.deployment(), e);
        }
    }
}
