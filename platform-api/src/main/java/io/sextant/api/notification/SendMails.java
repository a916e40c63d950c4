package io.sextant.api.notification;

import io.sextant.api.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** Sends the e-mails that wait, where {@code spring.mail.host} names a server. */
@Configuration(proxyBeanMethods = false)
class SendMails {
    private static final Logger LOG = LoggerFactory.getLogger(SendMails.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    /** Longer than the server may take for one. */
    private static final Duration TAKEN = Duration.ofMinutes(5);

    private static final int MOST_ATTEMPTS = 12;
    /** A server that refuses so many in a row is left alone until the next run. */
    private static final int PATIENCE = 3;

    private final MailStore mails;
    private final ObjectProvider<JavaMailSender> sender;
    private final NotificationSettings settings;
    private final Clock clock;

    SendMails(MailStore mails, ObjectProvider<JavaMailSender> sender, NotificationSettings settings, Clock clock) {
        this.mails = mails;
        this.sender = sender;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    RecurringJob sendingMails() {
        return new RecurringJob("send-notice-mails", PAUSE, this::sendAll);
    }

    /** Everything that is due. */
    void sendAll() {
        JavaMailSender server = sender.getIfAvailable();
        int refused = 0;
        while (server != null && refused < PATIENCE) {
            Instant now = clock.instant();
            Optional<MailStore.Waiting> next = mails.take(now, now.plus(TAKEN));
            if (next.isEmpty()) {
                return;
            }
            refused = send(next.get(), server) ? 0 : refused + 1;
        }
    }

    private boolean send(MailStore.Waiting mail, JavaMailSender server) {
        try {
            server.send(message(mail));
            mails.sent(mail, clock.instant());
            return true;
        } catch (MailException e) {
            boolean giveUp = mail.attempts() >= MOST_ATTEMPTS;
            LOG.warn("E-mail not sent: notice={} attempt={} givenUp={}", mail.notice(), mail.attempts(), giveUp, e);
            mails.failed(
                    mail,
                    String.valueOf(e.getMessage()),
                    giveUp,
                    clock.instant().plus(Backoff.after(mail.attempts())));
            return false;
        }
    }

    private SimpleMailMessage message(MailStore.Waiting mail) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(settings.mailFrom());
        message.setTo(mail.to());
        message.setSubject(mail.title());
        message.setText("""
                Hello %s,

                %s

                %s

                --
                Sextant sends this because it concerns you. Choose what you get by e-mail:
                %s
                """.formatted(
                        mail.name(), mail.text(), settings.link(mail.path()), settings.link("/notices/preferences")));
        return message;
    }
}
