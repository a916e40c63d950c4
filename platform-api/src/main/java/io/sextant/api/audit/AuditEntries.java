package io.sextant.api.audit;

import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds entries of the trail, newest first; who may, is for {@code auditing} to say. */
@Service
@Transactional(readOnly = true)
public class AuditEntries {
    private final JdbcClient jdbc;

    AuditEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A page of what the filter lets through. */
    public Page<AuditEntry> find(AuditFilter filter, PageRequest request) {
        List<AuditEntry> found =
                before(filter, request.after() == null ? Long.MAX_VALUE : id(request.after()), request.size() + 1);
        if (found.size() <= request.size()) {
            return Page.whole(found);
        }
        List<AuditEntry> shown = found.subList(0, request.size());
        return new Page<>(
                shown, PageRequest.tokenFor(Long.toString(shown.getLast().id())));
    }

    /** One entry. */
    public Optional<AuditEntry> one(long id) {
        return jdbc.sql("select " + AuditRows.COLUMNS
                        + " from audit_entry e left join audit_link l on l.entry_id = e.id where e.id = :id")
                .param("id", id)
                .query(AuditRows::entry)
                .optional();
    }

    /** At most so many entries older than that id. */
    public List<AuditEntry> before(AuditFilter filter, long id, int most) {
        return jdbc.sql("select " + AuditRows.COLUMNS + """
                          from audit_entry e
                          left join audit_link l on l.entry_id = e.id
                         where e.id < :before
                           and (:actor::text is null or position(lower(:actor) in lower(e.actor_name)) > 0)
                           and (:action::text is null or e.action = :action or starts_with(e.action, :action || '.'))
                           and (:object::text is null or e.object_kind = :object or position(:object in e.object_id) > 0)
                           and (:team::text is null or e.team = :team)
                           and (:result::text is null or e.result = :result)
                           and (:from::timestamptz is null or e.at >= :from)
                           and (:until::timestamptz is null or e.at < :until)
                         order by e.id desc
                         limit :most
                        """)
                .param("before", id)
                .param("actor", filter.actor())
                .param("action", filter.action())
                .param("object", filter.object())
                .param("team", filter.team())
                .param(
                        "result",
                        filter.result() == null ? null : filter.result().name())
                .param("from", utc(filter.from()))
                .param("until", utc(filter.until()))
                .param("most", most)
                .query(AuditRows::entry)
                .list();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static long id(String token) {
        try {
            return Long.parseLong(token);
        } catch (NumberFormatException e) {
            throw new PlatformProblem.Invalid(
                    "page_token",
                    "malformed",
                    "page_token is not one that this list gave out; leave it out to begin anew.");
        }
    }
}
