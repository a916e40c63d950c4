package io.sextant.api.notification;

import io.sextant.api.tenancy.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notices as they are kept for each person. */
@Repository
class NoticeStore {
    private final JdbcClient jdbc;

    NoticeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps one for each of these people who was not told by its key before; the ids of those. */
    List<Long> add(List<UUID> people, Notice notice, Instant now) {
        if (people.isEmpty()) {
            return List.of();
        }
        // In one order for all, so that two who tell the same do not wait for each other in a circle.
        return jdbc.sql("""
                        insert into notice (user_id, kind, once_key, title, text, path, told_at)
                        select u.id, :kind, :key, :title, :text, :path, :now
                          from user_account u
                         where u.id in (:people) and u.kind = 'PERSON' and u.disabled_at is null
                         order by u.id
                            on conflict on constraint notice_told_once do nothing
                        returning id
                        """)
                .param("kind", notice.kind().name())
                .param("key", notice.onceKey())
                .param("title", notice.title())
                .param("text", notice.text())
                .param("path", notice.path())
                .param("now", utc(now))
                .param("people", people)
                .query(Long.class)
                .list();
    }

    /** A person's, newest first. */
    List<InboxNotice> list(UserId person, boolean unreadOnly, @Nullable Long before, int size) {
        return jdbc.sql("""
                        select * from notice
                         where user_id = :person
                           and (not :unread or read_at is null)
                           and (cast(:before as bigint) is null or id < :before)
                         order by id desc
                         limit :size
                        """)
                .param("person", person.value())
                .param("unread", unreadOnly)
                .param("before", before)
                .param("size", size)
                .query((row, n) -> notice(row))
                .list();
    }

    Optional<InboxNotice> find(UserId person, long id) {
        return jdbc.sql("select * from notice where user_id = :person and id = :id")
                .param("person", person.value())
                .param("id", id)
                .query((row, n) -> notice(row))
                .optional();
    }

    /** How many a person has not read, counted up to a limit. */
    int unread(UserId person, int most) {
        return jdbc.sql("""
                        select count(*) from (
                            select from notice where user_id = :person and read_at is null limit :most) counted
                        """)
                .param("person", person.value())
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    void read(UserId person, long id, Instant now) {
        jdbc.sql("update notice set read_at = :now where user_id = :person and id = :id and read_at is null")
                .param("now", utc(now))
                .param("person", person.value())
                .param("id", id)
                .update();
    }

    /** Those up to that one, so that what came while the reader looked stays unread. */
    void readUpTo(UserId person, long newest, Instant now) {
        jdbc.sql("update notice set read_at = :now where user_id = :person and id <= :newest and read_at is null")
                .param("now", utc(now))
                .param("person", person.value())
                .param("newest", newest)
                .update();
    }

    void forget(Instant toldBefore) {
        jdbc.sql("delete from notice where told_at < :before")
                .param("before", utc(toldBefore))
                .update();
    }

    static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static InboxNotice notice(ResultSet row) throws SQLException {
        return new InboxNotice(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("title"),
                row.getString("text"),
                row.getString("path"),
                row.getObject("told_at", OffsetDateTime.class).toInstant(),
                instant(row, "read_at"));
    }
}
