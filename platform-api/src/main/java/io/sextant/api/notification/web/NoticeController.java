package io.sextant.api.notification.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.notification.InboxNotice;
import io.sextant.api.notification.NoticeInbox;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.notification.NoticePreferences;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Requires;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own notices. */
@RestController
@RequestMapping("/api/v1/notices")
class NoticeController {
    private final NoticeInbox inbox;
    private final NoticePreferences preferences;

    NoticeController(NoticeInbox inbox, NoticePreferences preferences) {
        this.inbox = inbox;
        this.preferences = preferences;
    }

    /** Newest first, with how many are not read. */
    @GetMapping
    @Requires.AnyUser
    Listed list(
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor) {
        Page<InboxNotice> page = inbox.list(unread, PageRequest.of(pageSize, pageToken), actor);
        return new Listed(page.items(), inbox.unread(actor), page.nextPageToken());
    }

    @PostMapping("/{notice}/reading")
    @Requires.AnyUser
    InboxNotice read(@PathVariable long notice, Actor actor) {
        return inbox.read(notice, actor);
    }

    /** All that are as old as {@code upTo} or older. */
    @PostMapping("/reading")
    @Requires.AnyUser
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAll(@RequestBody ReadUpTo read, Actor actor) {
        if (read.upTo() == null) {
            throw new PlatformProblem.Invalid("/upTo", "missing", "Name the newest notice that you have seen.");
        }
        inbox.readUpTo(read.upTo(), actor);
    }

    @GetMapping("/preferences")
    @Requires.AnyUser
    Preferences preferences(Actor actor) {
        return Preferences.of(preferences.byEmail(actor));
    }

    @PutMapping("/preferences")
    @Requires.AnyUser
    Preferences choose(@RequestBody Preferences chosen, Actor actor) {
        if (chosen.byEmail() == null) {
            throw new PlatformProblem.Invalid(
                    "/byEmail", "missing", "List the kinds that are to come by e-mail; it may be empty.");
        }
        Set<NoticeKind> kinds = EnumSet.noneOf(NoticeKind.class);
        kinds.addAll(chosen.byEmail());
        preferences.choose(kinds, actor);
        return Preferences.of(preferences.byEmail(actor));
    }

    /**
     * A page of notices.
     *
     * @param unread how many of all are not read; 100 means that many or more
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listed(
            List<InboxNotice> items, int unread, @Nullable String nextPageToken) {}

    record ReadUpTo(@Nullable Long upTo) {}

    /**
     * What comes by e-mail too.
     *
     * @param byEmail the kinds chosen
     * @param kinds all there are; not read in a request
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Preferences(
            @Nullable List<NoticeKind> byEmail, @Nullable List<NoticeKind> kinds) {
        static Preferences of(Set<NoticeKind> byEmail) {
            return new Preferences(
                    byEmail.stream().sorted().toList(),
                    Arrays.stream(NoticeKind.values()).toList());
        }
    }
}
