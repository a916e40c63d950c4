package io.sextant.web.notices;

import io.sextant.api.notification.InboxNotice;
import io.sextant.api.notification.NoticeInbox;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The reader's own notices. */
@Controller
@RequestMapping("/notices")
class NoticeController {
    private static final String HERE = "redirect:/notices";

    private final NoticeInbox inbox;

    NoticeController(NoticeInbox inbox) {
        this.inbox = inbox;
    }

    @GetMapping
    @Requires.AnyUser
    String list(
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor,
            Model model) {
        Page<InboxNotice> page = inbox.list(unread, PageRequest.of(null, pageToken), actor);
        String first = unread ? "/notices?unread=true" : "/notices";
        model.addAttribute("notices", page.items().stream().map(NoticeRow::of).toList());
        model.addAttribute("unreadOnly", unread);
        model.addAttribute("anyUnread", page.items().stream().anyMatch(InboxNotice::unread));
        model.addAttribute(
                "newest", page.items().isEmpty() ? 0L : page.items().getFirst().id());
        model.addAttribute("firstPath", pageToken == null ? null : first);
        model.addAttribute(
                "nextPath",
                page.nextPageToken() == null
                        ? null
                        : first + (unread ? "&" : "?") + "page_token=" + page.nextPageToken());
        return "notices/list";
    }

    /** Opening one reads it: the reader is led to what it is about. */
    @PostMapping("/{notice}")
    @Requires.AnyUser
    String open(@PathVariable long notice, Actor actor) {
        return "redirect:" + inbox.read(notice, actor).path();
    }

    /** All up to the newest that the page showed. */
    @PostMapping("/reading")
    @Requires.AnyUser
    String readAll(@RequestParam long newest, Actor actor, RedirectAttributes redirect) {
        inbox.readUpTo(newest, actor);
        Flash.ok(redirect, "All are marked as read.");
        return HERE;
    }
}
