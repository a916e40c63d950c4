package io.sextant.api.notification;

import io.sextant.api.isolation.AllTeams;
import io.sextant.api.tenancy.PermissionHolders;
import io.sextant.api.tenancy.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells people of what concerns them. */
@Service
public class Notices {
    private final PermissionHolders holders;
    private final NoticeStore notices;
    private final MailStore mails;
    private final WebhookOutbox webhooks;
    private final Clock clock;

    Notices(PermissionHolders holders, NoticeStore notices, MailStore mails, WebhookOutbox webhooks, Clock clock) {
        this.holders = holders;
        this.notices = notices;
        this.mails = mails;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** Tells each recipient, and each webhook, once by the notice's key, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Notice notice) {
        // Whoever tells may not see those who are told, nor what they were told before.
        AllTeams.run(() -> tellAll(notice));
    }

    private void tellAll(Notice notice) {
        Instant now = clock.instant();
        switch (notice.audience()) {
            case Audience.Person(UUID person) -> tell(List.of(person), notice, now);
            case Audience.Holders holding -> {
                tell(
                        holders.at(holding.permission(), holding.nodeId(), holding.except()).stream()
                                .map(UserId::value)
                                .toList(),
                        notice,
                        now);
                webhooks.add(notice, holding.nodeId(), now);
            }
        }
    }

    private void tell(List<UUID> people, Notice notice, Instant now) {
        mails.add(notices.add(people, notice, now), now);
    }
}
