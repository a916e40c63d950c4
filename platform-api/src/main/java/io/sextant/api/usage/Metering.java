package io.sextant.api.usage;

import io.sextant.api.jobs.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Seals and corrects everything that is due. */
@Configuration(proxyBeanMethods = false)
public class Metering {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final SealHours sealing;

    Metering(SealHours sealing) {
        this.sealing = sealing;
    }

    @Bean
    RecurringJob sealing() {
        return new RecurringJob("seal-metered-hours", PAUSE, this::bringUpToDate);
    }

    /** Works through hours that are over, also many after an outage, then through what came late; each step on its own. */
    public void bringUpToDate() {
        boolean more = true;
        while (more) {
            more = sealing.sealNext();
        }
        more = true;
        while (more) {
            more = sealing.restateNext();
        }
    }
}
