package io.sextant.api.notification;

import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A reader's own notices. */
@Service
@Transactional
public class NoticeInbox {
    /** Unread ones are counted up to this. */
    public static final int MOST_COUNTED = 100;

    private final NoticeStore notices;
    private final Clock clock;

    NoticeInbox(NoticeStore notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    /** A page of them, newest first. */
    @Transactional(readOnly = true)
    public Page<InboxNotice> list(boolean unreadOnly, PageRequest page, Actor actor) {
        List<InboxNotice> found = notices.list(actor.id(), unreadOnly, number(page.after()), page.size() + 1);
        if (found.size() <= page.size()) {
            return Page.whole(found);
        }
        List<InboxNotice> items = found.subList(0, page.size());
        return new Page<>(
                items, PageRequest.tokenFor(Long.toString(items.getLast().id())));
    }

    /** How many are not read; {@value #MOST_COUNTED} means that many or more. */
    @Transactional(readOnly = true)
    public int unread(Actor actor) {
        return notices.unread(actor.id(), MOST_COUNTED);
    }

    /** Marks one as read; again changes nothing. */
    public InboxNotice read(long id, Actor actor) {
        notices.read(actor.id(), id, clock.instant());
        return notices.find(actor.id(), id)
                .orElseThrow(() ->
                        new PlatformProblem.NotFound("notice", Long.toString(id), "GET /api/v1/notices lists yours."));
    }

    /** Marks those as read that are as old as this one or older. */
    public void readUpTo(long newest, Actor actor) {
        notices.readUpTo(actor.id(), newest, clock.instant());
    }

    private static @Nullable Long number(@Nullable String key) {
        try {
            return key == null ? null : Long.valueOf(key);
        } catch (NumberFormatException e) {
            throw new PlatformProblem.Invalid(
                    "page_token",
                    "malformed",
                    "page_token is not one that this list gave out; leave it out to begin anew.");
        }
    }
}
