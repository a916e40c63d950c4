package io.sextant.web.audit;

import io.sextant.api.audit.AuditEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One entry with all it says.
 *
 * @param before JSON with line breaks; null where there was nothing, as is {@code after}
 */
record EntryView(
        long id,
        AuditRow row,
        List<Fact> facts,
        @Nullable String before,
        @Nullable String after,
        List<Fact> chain) {
    record Fact(String name, String value) {}

    static EntryView of(AuditEntry entry, JsonMapper json) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "Actor", AuditRow.name(entry.who()));
        add(facts, "Actor's id", entry.who().id());
        add(facts, "On behalf of", entry.onBehalfOf());
        add(facts, "API token", entry.origin().tokenId());
        add(facts, "Object", entry.objectKind() + " " + entry.objectId());
        add(facts, "Team", entry.team());
        add(facts, "Reason", entry.reason());
        add(facts, "Request", entry.origin().requestId());
        add(facts, "Address", entry.origin().address());
        List<Fact> chain = new ArrayList<>();
        AuditEntry.Link link = entry.link();
        if (link != null) {
            add(chain, "Position", Long.toString(link.position()));
            add(chain, "Hash", link.hash());
            add(chain, "Hash before it", link.previousHash());
        }
        return new EntryView(
                entry.id(),
                AuditRow.of(entry),
                List.copyOf(facts),
                pretty(entry.before(), json),
                pretty(entry.after(), json),
                List.copyOf(chain));
    }

    private static void add(List<Fact> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.add(new Fact(name, value));
        }
    }

    private static @Nullable String pretty(@Nullable String state, JsonMapper json) {
        return state == null ? null : json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(state));
    }
}
