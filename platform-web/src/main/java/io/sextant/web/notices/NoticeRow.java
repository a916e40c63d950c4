package io.sextant.web.notices;

import io.sextant.api.notification.InboxNotice;
import io.sextant.web.layout.Dates;

/** A notice as the list shows it. */
record NoticeRow(long id, String title, String text, String at, boolean unread) {
    static NoticeRow of(InboxNotice notice) {
        return new NoticeRow(
                notice.id(), notice.title(), notice.text(), Dates.moment(notice.toldAt()), notice.unread());
    }

    /** Where it is opened: that marks it as read and leads on. */
    public String path() {
        return "/notices/" + id;
    }
}
