package io.sextant.api.notification;

import io.sextant.api.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets notices and deliveries that are as old as the settings say; the audit trail has what they were about. */
@Configuration(proxyBeanMethods = false)
class ForgetOldNotices {
    private static final Duration PAUSE = Duration.ofDays(1);

    private final NoticeStore notices;
    private final WebhookOutbox webhooks;
    private final NotificationSettings settings;
    private final Clock clock;

    ForgetOldNotices(NoticeStore notices, WebhookOutbox webhooks, NotificationSettings settings, Clock clock) {
        this.notices = notices;
        this.webhooks = webhooks;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    RecurringJob forgettingOldNotices() {
        return new RecurringJob("forget-old-notices", PAUSE, this::forget);
    }

    void forget() {
        Instant before = clock.instant().minus(settings.keep());
        notices.forget(before);
        webhooks.forget(before);
    }
}
