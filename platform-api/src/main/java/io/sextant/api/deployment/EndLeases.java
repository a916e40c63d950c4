package io.sextant.api.deployment;

import io.sextant.api.jobs.RecurringJob;
import io.sextant.api.notification.EndWarning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks every minute for deployments that end, or will soon. */
@Configuration(proxyBeanMethods = false)
class EndLeases {
    private static final Logger LOG = LoggerFactory.getLogger(EndLeases.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final LeaseStore leases;
    private final EndLease lease;
    private final Clock clock;

    EndLeases(LeaseStore leases, EndLease lease, Clock clock) {
        this.leases = leases;
        this.lease = lease;
        this.clock = clock;
    }

    @Bean
    RecurringJob endingLeases() {
        return new RecurringJob("end-leases", PAUSE, this::look);
    }

    void look() {
        Instant now = clock.instant();
        for (LeaseStore.Ending ending : leases.endingBy(now.plus(EndWarning.EARLIEST))) {
            try {
                if (now.isBefore(ending.endsAt())) {
                    EndWarning.due(ending.setAt(), ending.endsAt(), now)
                            .ifPresent(warning -> lease.warn(ending, warning));
                } else {
                    lease.stop(ending);
                }
            } catch (RuntimeException e) {
                // The others end nevertheless; this one is tried again with the next look.
                LOG.error("Deployment could not be ended: deployment={}", ending.id(), e);
            }
        }
    }
}
