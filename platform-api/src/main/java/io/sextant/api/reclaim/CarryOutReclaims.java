package io.sextant.api.reclaim;

import io.sextant.api.jobs.RecurringJob;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.quota.StoppableWork;
import io.sextant.api.quota.StoppableWork.Running;
import io.sextant.api.quota.StoppableWork.Why;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
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

    CarryOutReclaims(ReclaimRows rows, CarryOutReclaim carrying, List<StoppableWork> works) {
        this.rows = rows;
        this.carrying = carrying;
        this.works = works;
    }

    @Bean
    RecurringJob carryingOutReclaims() {
        return new RecurringJob("carry-out-reclaims", PAUSE, this::look);
    }

    void look() {
        for (UUID reclaim : rows.open()) {
            try {
                CarryOutReclaim.Due due = carrying.look(reclaim);
                due.works().forEach(work -> stop(reclaim, work, due.why()));
            } catch (RuntimeException e) {
                // The others are looked at nevertheless; this one is tried again with the next look.
                LOG.error("Reclaim could not be carried out: reclaim={}", reclaim, e);
            }
        }
    }

    private void stop(UUID reclaim, Running work, String why) {
        try {
            Why reason = new Why(NoticeKind.QUOTA_RECLAIM, why, TellReclaim.key(reclaim));
            works.forEach(source -> source.stop(work.deployment(), reason));
            carrying.stopped(reclaim, work);
        } catch (RuntimeException e) {
            // The others end nevertheless; this one is tried again with the next look.
            LOG.error("Borrowed GPUs could not be taken back: deployment={}", work.deployment(), e);
        }
    }
}
