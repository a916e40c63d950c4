package io.sextant.api.approval;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who decides with whose right. */
@Repository
class DelegationRows {
    private final JdbcClient jdbc;

    DelegationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds it; false where one of this id is there already. */
    boolean add(Delegation delegation, Instant now) {
        return jdbc.sql("""
                        insert into approval_delegation
                               (id, user_id, user_name, delegate_id, delegate_name, starts_at, ends_at, made_at)
                        values (:id, :from, :fromName, :to, :toName, :starts, :ends, :now)
                        on conflict on constraint approval_delegation_pk do nothing
                        """)
                        .param("id", delegation.id())
                        .param("from", delegation.from().value())
                        .param("fromName", delegation.fromName())
                        .param("to", delegation.to().value())
                        .param("toName", delegation.toName())
                        .param("starts", utc(delegation.startsAt()))
                        .param("ends", utc(delegation.endsAt()))
                        .param("now", utc(now))
                        .update()
                > 0;
    }

    Optional<Delegation> find(UUID id) {
        return jdbc.sql("select * from approval_delegation where id = :id")
                .param("id", id)
                .query((row, _) -> delegation(row))
                .optional();
    }

    /** Those given by this person or to them, newest first. */
    List<Delegation> of(Actor actor) {
        return jdbc.sql("""
                        select * from approval_delegation
                         where user_id = :user or delegate_id = :user
                         order by starts_at desc, id
                        """)
                .param("user", actor.id().value())
                .query((row, _) -> delegation(row))
                .list();
    }

    /** Whose right this person may use at this moment. */
    List<Delegation> inForce(UserId delegate, Instant now) {
        return jdbc.sql("""
                        select * from approval_delegation
                         where delegate_id = :delegate and ended_at is null and starts_at <= :now and ends_at > :now
                         order by starts_at, id
                        """)
                .param("delegate", delegate.value())
                .param("now", utc(now))
                .query((row, _) -> delegation(row))
                .list();
    }

    /** Those of everybody at this moment. */
    List<Delegation> inForce(Instant now) {
        return jdbc.sql("""
                        select * from approval_delegation
                         where ended_at is null and starts_at <= :now and ends_at > :now
                         order by starts_at, id
                        """)
                .param("now", utc(now))
                .query((row, _) -> delegation(row))
                .list();
    }

    /** Takes it back; false where it was before. */
    boolean end(UUID id, Instant now) {
        return jdbc.sql("update approval_delegation set ended_at = :now where id = :id and ended_at is null")
                        .param("now", utc(now))
                        .param("id", id)
                        .update()
                > 0;
    }

    private static Delegation delegation(ResultSet row) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Delegation(
                row.getObject("id", UUID.class),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getString("user_name"),
                new UserId(row.getObject("delegate_id", UUID.class)),
                row.getString("delegate_name"),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
