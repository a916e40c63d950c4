package io.sextant.api.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Computes the chain again and names the first link that is not as it was made. */
@Service
public class AuditVerification {
    private static final int BATCH = 1000;
    private static final Duration LINKED_WITHIN = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditVerification(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param verified links that are as they were made, from the first on
     * @param hash of the last of these; noted elsewhere, it proves later that nothing before it was changed or cut off
     * @param waiting entries that have no place in the chain yet
     * @param broken null where nothing was found
     */
    public record Outcome(
            boolean intact,
            long verified,
            String hash,
            long waiting,
            @Nullable Break broken,
            Instant at) {}

    /**
     * The first place where the chain does not hold.
     *
     * @param position of the link, or where one is missing; 0 where an entry is outside the chain
     * @param entryId null where the entry is not known
     */
    public record Break(long position, @Nullable Long entryId, String what) {}

    /** A link somebody noted before; the chain must still have it. */
    public record Noted(long position, String hash) {}

    /** Goes through the whole chain. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Outcome verify(@Nullable Noted noted) {
        Walk walk = new Walk(noted);
        List<Linked> links = after(0);
        while (!links.isEmpty() && links.stream().allMatch(walk::accept)) {
            links = after(links.getLast().link().position());
        }
        Break broken = walk.broken != null ? walk.broken : endOf(walk, noted);
        return new Outcome(broken == null, walk.position, walk.hash, waiting(), broken, clock.instant());
    }

    private @Nullable Break endOf(Walk walk, @Nullable Noted noted) {
        if (noted != null && noted.position() > walk.position) {
            return new Break(
                    walk.position + 1,
                    null,
                    "The chain ends at %d, but a link %d was noted: its end was cut off."
                            .formatted(walk.position, noted.position()));
        }
        return outside();
    }

    /** An entry that waits for longer than the linker takes, or that nobody will link. */
    private @Nullable Break outside() {
        return jdbc.sql("""
                        select e.id
                          from audit_entry e
                         where not exists (select 1 from audit_link l where l.entry_id = e.id)
                           and (e.at < :due or not exists (select 1 from audit_unlinked u where u.entry_id = e.id))
                         order by e.id
                         limit 1
                        """)
                .param("due", clock.instant().minus(LINKED_WITHIN).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional()
                .map(id -> new Break(
                        0, id, "Entry %d has no place in the chain, though it is older than that takes.".formatted(id)))
                .orElse(null);
    }

    private long waiting() {
        return jdbc.sql("select count(*) from audit_unlinked").query(Long.class).single();
    }

    private record Linked(
            AuditEntry.Link link, long entryId, @Nullable AuditEntry entry) {}

    private List<Linked> after(long position) {
        return jdbc.sql("select l.entry_id, " + AuditRows.COLUMNS + """
                          from audit_link l
                          left join audit_entry e on e.id = l.entry_id
                         where l.position > :position
                         order by l.position
                         limit :batch
                        """)
                .param("position", position)
                .param("batch", BATCH)
                .query((row, n) -> new Linked(
                        Objects.requireNonNull(AuditRows.link(row)),
                        row.getLong("entry_id"),
                        row.getObject("id") == null ? null : AuditRows.entry(row, n)))
                .list();
    }

    /** How far the chain holds. */
    private static final class Walk {
        private final @Nullable Noted noted;
        private long position;
        private String hash = CanonicalEntry.NO_HASH;
        private @Nullable Break broken;

        Walk(@Nullable Noted noted) {
            this.noted = noted;
        }

        boolean accept(Linked next) {
            broken = breakAt(next);
            if (broken == null) {
                position = next.link().position();
                hash = next.link().hash();
            }
            return broken == null;
        }

        private @Nullable Break breakAt(Linked next) {
            long expected = position + 1;
            AuditEntry.Link link = next.link();
            if (link.position() != expected) {
                return new Break(expected, null, "Link %d is missing.".formatted(expected));
            }
            if (next.entry() == null) {
                return new Break(expected, next.entryId(), "Entry %d is missing.".formatted(next.entryId()));
            }
            if (!link.previousHash().equals(hash)) {
                return new Break(
                        expected, next.entryId(), "Link %d does not follow the one before.".formatted(expected));
            }
            if (!CanonicalEntry.hash(expected, next.entry(), hash).equals(link.hash())) {
                return new Break(
                        expected,
                        next.entryId(),
                        "Entry %d or its link %d was changed.".formatted(next.entryId(), expected));
            }
            if (noted != null && noted.position() == expected && !noted.hash().equals(link.hash())) {
                return new Break(
                        expected, next.entryId(), "Link %d is another one than was noted.".formatted(expected));
            }
            return null;
        }
    }
}
