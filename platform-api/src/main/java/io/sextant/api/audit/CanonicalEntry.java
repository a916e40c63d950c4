package io.sextant.api.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an entry that its hash covers; docs/administering.md tells auditors how to make them.
 *
 * <p>Each member is its name, the length of its value in UTF-8 bytes and the value, so that no two entries read alike.
 */
final class CanonicalEntry {
    static final String NO_HASH = "0".repeat(64);

    private static final String FORM = "sextant-audit-1\n";

    private CanonicalEntry() {}

    static String hash(long position, AuditEntry entry, String previousHash) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(HexFormat.of().parseHex(previousHash));
            sha.update(text(position, entry).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String text(long position, AuditEntry entry) {
        StringBuilder text = new StringBuilder(FORM);
        add(text, "position", Long.toString(position));
        add(text, "id", Long.toString(entry.id()));
        add(text, "at", entry.at().toString());
        add(text, "actorKind", entry.who().kind().name());
        add(text, "actorId", entry.who().id());
        add(text, "actor", entry.who().name());
        add(text, "onBehalfOf", entry.onBehalfOf());
        add(text, "tokenId", entry.origin().tokenId());
        add(text, "action", entry.action());
        add(text, "objectKind", entry.objectKind());
        add(text, "objectId", entry.objectId());
        add(text, "team", entry.team());
        add(text, "before", entry.before());
        add(text, "after", entry.after());
        add(text, "reason", entry.reason());
        add(text, "requestId", entry.origin().requestId());
        add(text, "address", entry.origin().address());
        add(text, "result", entry.result().name());
        return text.toString();
    }

    private static void add(StringBuilder text, String name, @Nullable String value) {
        text.append(name).append(' ');
        if (value == null) {
            text.append('-');
        } else {
            text.append(value.getBytes(StandardCharsets.UTF_8).length)
                    .append(' ')
                    .append(value);
        }
        text.append('\n');
    }
}
