package io.sextant.api.audit;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives committed entries their place in the chain, one linker at a time.
 *
 * <p>The chain is made after the transactions, not in them: whoever held its head to the end of a transaction would make all
 * changes of the platform wait for each other.
 */
@Service
public class AuditChain {
    private static final int BATCH = 500;
    private static final long LOCK = 0x5e97a17_a0d17L;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    AuditChain(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * The last link.
     *
     * @param position 0 while there is none
     */
    public record Head(long position, String hash) {}

    /** The last link as of now. */
    @Transactional(readOnly = true)
    public Head head() {
        return jdbc.sql("select position, hash from audit_link order by position desc limit 1")
                .query((row, n) ->
                        new Head(row.getLong("position"), HexFormat.of().formatHex(row.getBytes("hash"))))
                .optional()
                .orElse(new Head(0, CanonicalEntry.NO_HASH));
    }

    /** Links entries that wait, oldest first; how many it were, at most a batch. */
    @Transactional
    public int link() {
        if (!isAnythingWaiting()) {
            return 0;
        }
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, n) -> true)
                .single();
        List<AuditEntry> waiting = jdbc.sql("select " + AuditRows.COLUMNS + """
                          from audit_unlinked u
                          join audit_entry e on e.id = u.entry_id
                          left join audit_link l on l.entry_id = e.id
                         order by u.entry_id
                         limit :batch
                        """)
                .param("batch", BATCH)
                .query(AuditRows::entry)
                .list();
        if (!waiting.isEmpty()) {
            append(waiting);
        }
        return waiting.size();
    }

    private boolean isAnythingWaiting() {
        return jdbc.sql("select exists (select 1 from audit_unlinked)")
                .query(Boolean.class)
                .single();
    }

    private void append(List<AuditEntry> waiting) {
        Head head = head();
        List<MapSqlParameterSource> links = new ArrayList<>();
        for (AuditEntry entry : waiting) {
            if (entry.link() == null) {
                long position = head.position() + 1;
                String hash = CanonicalEntry.hash(position, entry, head.hash());
                links.add(new MapSqlParameterSource()
                        .addValue("position", position)
                        .addValue("entry", entry.id())
                        .addValue("previous", HexFormat.of().parseHex(head.hash()))
                        .addValue("hash", HexFormat.of().parseHex(hash)));
                head = new Head(position, hash);
            }
        }
        batches.batchUpdate("""
                insert into audit_link (position, entry_id, previous_hash, hash)
                values (:position, :entry, :previous, :hash)
                """, links.toArray(MapSqlParameterSource[]::new));
        jdbc.sql("delete from audit_unlinked where entry_id in (:ids)")
                .param("ids", waiting.stream().map(AuditEntry::id).toList())
                .update();
    }
}
