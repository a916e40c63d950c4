package io.sextant.api.notification;

import io.sextant.api.jobs.RecurringJob;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sends what waits for webhooks: again and again with longer and longer pauses, until it is taken or given up. */
@Configuration(proxyBeanMethods = false)
class DeliverWebhooks {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    /** Longer than an attempt may take. */
    private static final Duration TAKEN = Duration.ofMinutes(5);

    private static final int MOST_ATTEMPTS = 15;
    /** At a time, so that one receiver that does not answer holds up no other. */
    private static final int AT_ONCE = 8;

    private final WebhookOutbox outbox;
    private final WebhookCall call;
    private final DisableWebhook disabling;
    private final NotificationSettings settings;
    private final Clock clock;

    DeliverWebhooks(
            WebhookOutbox outbox,
            WebhookCall call,
            DisableWebhook disabling,
            NotificationSettings settings,
            Clock clock) {
        this.outbox = outbox;
        this.call = call;
        this.disabling = disabling;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    RecurringJob deliveringWebhooks() {
        return new RecurringJob("deliver-webhooks", PAUSE, this::deliverAll);
    }

    /** Everything that is due. */
    void deliverAll() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, AT_ONCE).forEach(thread -> threads.execute(this::deliverUntilNothingIsDue));
        }
    }

    private void deliverUntilNothingIsDue() {
        Optional<WebhookOutbox.Due> next = take();
        while (next.isPresent()) {
            deliver(next.get());
            next = take();
        }
    }

    private Optional<WebhookOutbox.Due> take() {
        Instant now = clock.instant();
        return outbox.take(now, now.plus(TAKEN));
    }

    private void deliver(WebhookOutbox.Due delivery) {
        WebhookDelivery.Attempt attempt = attempt(delivery);
        if (attempt.problem() == null) {
            outbox.delivered(delivery, attempt);
            return;
        }
        boolean giveUp = delivery.kind().equals(WebhookOutbox.TEST) || delivery.attempts() >= MOST_ATTEMPTS;
        Instant since = outbox.failed(delivery, attempt, giveUp, attempt.at().plus(Backoff.after(delivery.attempts())));
        if (!since.plus(settings.webhook().disableAfter()).isAfter(attempt.at())) {
            disabling.disable(delivery.webhook(), since, attempt.problem());
        }
    }

    private WebhookDelivery.Attempt attempt(WebhookOutbox.Due delivery) {
        Instant now = clock.instant();
        long began = System.nanoTime();
        try {
            WebhookSignature signature = WebhookSignature.of(delivery.secret(), delivery.body(), now);
            int status = call.post(
                    delivery.url(), delivery.body(), signature, delivery.id().toString());
            String problem = status / 100 == 2 ? null : "It answered " + status + ".";
            return new WebhookDelivery.Attempt(1, now, status, millisSince(began), problem);
        } catch (IOException | WebhookAddress.Closed e) {
            return new WebhookDelivery.Attempt(1, now, null, millisSince(began), inWords(e));
        }
    }

    private static long millisSince(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private static String inWords(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
