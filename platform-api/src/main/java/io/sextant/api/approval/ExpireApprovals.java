package io.sextant.api.approval;

import io.sextant.api.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ends requests that nobody decided on in time. */
@Configuration(proxyBeanMethods = false)
class ExpireApprovals {
    private static final Logger LOG = LoggerFactory.getLogger(ExpireApprovals.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final ApprovalRows rows;
    private final DecideApproval deciding;
    private final Clock clock;

    ExpireApprovals(ApprovalRows rows, DecideApproval deciding, Clock clock) {
        this.rows = rows;
        this.deciding = deciding;
        this.clock = clock;
    }

    @Bean
    RecurringJob expiringApprovals() {
        return new RecurringJob("expire-approvals", PAUSE, this::run);
    }

    /** Each in a transaction of its own, so that one that fails does not keep the others. */
    void run() {
        for (UUID id : rows.over(clock.instant())) {
            try {
                deciding.expire(id);
            } catch (RuntimeException e) {
                LOG.error("A request for approval could not be ended: request={}", id, e);
            }
        }
    }
}
