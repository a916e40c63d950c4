package io.sextant.api.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Repository;

/** E-mails that wait to be sent. */
@Repository
class MailStore {
    private final JdbcClient jdbc;
    private final boolean sending;

    MailStore(JdbcClient jdbc, ObjectProvider<JavaMailSender> sender) {
        this.jdbc = jdbc;
        this.sending = sender.getIfAvailable() != null;
    }

    /** One for each of these notices whose reader wants it; none where the platform sends no e-mail. */
    void add(List<Long> notices, Instant now) {
        if (!sending || notices.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into notice_mail (notice_id, state, attempts, next_at)
                        select n.id, 'WAITING', 0, :now
                          from notice n
                          join user_account u on u.id = n.user_id
                          left join notice_preference p on p.user_id = n.user_id and p.kind = n.kind
                         where n.id in (:notices) and u.username like '%@%' and coalesce(p.by_email, true)
                        """)
                .param("now", NoticeStore.utc(now))
                .param("notices", notices)
                .update();
    }

    /** Takes the next one that is due, so that nobody else does until then. */
    Optional<Waiting> take(Instant now, Instant until) {
        return jdbc.sql("""
                        with taken as (
                            update notice_mail
                               set attempts = attempts + 1, next_at = :until
                             where notice_id = (
                                       select notice_id from notice_mail
                                        where state = 'WAITING' and next_at <= :now
                                        order by next_at, notice_id
                                        limit 1
                                          for update skip locked)
                            returning notice_id, attempts)
                        select t.notice_id, t.attempts, u.username, u.display_name, n.title, n.text, n.path
                          from taken t
                          join notice n on n.id = t.notice_id
                          join user_account u on u.id = n.user_id
                        """)
                .param("now", NoticeStore.utc(now))
                .param("until", NoticeStore.utc(until))
                .query((row, n) -> new Waiting(
                        row.getLong("notice_id"),
                        row.getInt("attempts"),
                        row.getString("username"),
                        row.getString("display_name"),
                        row.getString("title"),
                        row.getString("text"),
                        row.getString("path")))
                .optional();
    }

    void sent(Waiting mail, Instant now) {
        jdbc.sql("update notice_mail set state = 'SENT', sent_at = :now, last_error = null where notice_id = :notice")
                .param("now", NoticeStore.utc(now))
                .param("notice", mail.notice())
                .update();
    }

    void failed(Waiting mail, String error, boolean giveUp, Instant again) {
        jdbc.sql("""
                        update notice_mail set state = :state, next_at = :again, last_error = :error
                         where notice_id = :notice
                        """)
                .param("state", giveUp ? "GIVEN_UP" : "WAITING")
                .param("again", NoticeStore.utc(again))
                .param("error", error)
                .param("notice", mail.notice())
                .update();
    }

    /** One that was taken. */
    record Waiting(long notice, int attempts, String to, String name, String title, String text, String path) {}
}
