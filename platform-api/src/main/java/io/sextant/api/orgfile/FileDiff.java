package io.sextant.api.orgfile;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What applying a file does, or did.
 *
 * @param digest of the state that it was compared with
 * @param lines what changes, in the order of the sections; entries that stay as they are have none
 * @param unchanged how many entries of the file change nothing
 */
public record FileDiff(String digest, List<Line> lines, int unchanged) {
    public FileDiff {
        lines = List.copyOf(lines);
    }

    /** Whether nothing stands against it. */
    public boolean isApplicable() {
        return lines.stream().allMatch(line -> line.refusal() == null);
    }

    /** How many lines are of that kind. */
    public long count(Kind kind) {
        return lines.stream().filter(line -> line.kind() == kind).count();
    }

    /** What happens to an entry. */
    public enum Kind {
        /** It is new, or comes back into use. */
        ADDED,
        CHANGED,
        /** It is not in the file: a node is archived, a quota set to nothing, a price, a budget or a policy ended, what is to come withdrawn. */
        REMOVED
    }

    /**
     * One entry that changes.
     *
     * @param key what it is about
     * @param pointer where the file speaks of it; the section's where it does not
     * @param line of the file that was sent, from 1 on; null where it does not speak of it
     * @param before null for nothing
     * @param after null for nothing
     * @param refusal why it cannot be; null where it can
     */
    public record Line(
            Kind kind,
            Section section,
            String key,
            String pointer,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer line,

            @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after,
            @Nullable Refusal refusal) {}

    /** Why an entry cannot become what the file says, and what to do about it. */
    public record Refusal(String code, String detail, String remedy) {}
}
