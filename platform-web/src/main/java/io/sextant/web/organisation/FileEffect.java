package io.sextant.web.organisation;

import io.sextant.api.orgfile.FileDiff;
import io.sextant.api.orgfile.Section;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a file would do, for people.
 *
 * @param sentence of it all
 * @param rows the refused ones first, at most {@link #SHOWN}
 * @param hidden how many more there are, in words; empty for none
 */
record FileEffect(String digest, String sentence, boolean applicable, boolean empty, List<Row> rows, String hidden) {
    private static final int SHOWN = 500;

    /**
     * One change.
     *
     * @param details each member that differs, as it is and will be
     * @param refusal why it cannot be, with the line and a remedy; empty where it can
     * @param quote the line of what is refused; null where the file does not speak of it
     */
    record Row(
            String section,
            String key,
            String tone,
            String kind,
            List<String> details,
            String refusal,
            @Nullable FileLine quote) {}

    /**
     * For the page.
     *
     * @param file its text
     */
    static FileEffect of(FileDiff diff, String file) {
        long refused =
                diff.lines().stream().filter(line -> line.refusal() != null).count();
        return new FileEffect(
                diff.digest(),
                "%s, %d as they are%s."
                        .formatted(
                                counts(diff), diff.unchanged(), refused == 0 ? "" : "; " + refused + " cannot be made"),
                diff.isApplicable(),
                diff.lines().isEmpty(),
                diff.lines().stream()
                        .sorted(Comparator.comparing(line -> line.refusal() == null))
                        .limit(SHOWN)
                        .map(line -> row(line, file))
                        .toList(),
                diff.lines().size() <= SHOWN
                        ? ""
                        : "And %d more.".formatted(diff.lines().size() - SHOWN));
    }

    /** Such as {@code 1 added, 2 changed, 0 archived, ended or withdrawn}. */
    static String counts(FileDiff diff) {
        return "%d added, %d changed, %d archived, ended or withdrawn"
                .formatted(
                        diff.count(FileDiff.Kind.ADDED),
                        diff.count(FileDiff.Kind.CHANGED),
                        diff.count(FileDiff.Kind.REMOVED));
    }

    private static Row row(FileDiff.Line line, String file) {
        FileDiff.Refusal refusal = line.refusal();
        return new Row(
                section(line.section()),
                line.key(),
                refusal != null ? "danger" : tone(line.kind()),
                refusal != null ? "Refused" : kind(line),
                details(line.before(), line.after()),
                refusal == null ? "" : place(line) + refusal.detail() + " " + refusal.remedy(),
                refusal == null ? null : FileLine.of(file, line.line()));
    }

    private static String place(FileDiff.Line line) {
        return line.line() == null ? "" : "Line " + line.line() + ": ";
    }

    private static String tone(FileDiff.Kind kind) {
        return switch (kind) {
            case ADDED -> "ok";
            case CHANGED -> "progress";
            case REMOVED -> "attention";
        };
    }

    private static String kind(FileDiff.Line line) {
        return switch (line.kind()) {
            case ADDED -> "Added";
            case CHANGED -> "Changed";
            case REMOVED ->
                switch (line.section()) {
                    case NODES -> "Archived";
                    case QUOTAS -> "Set to nothing";
                    case PRICES -> isToCome(line.before()) ? "Withdrawn" : "Ended";
                    case BUDGETS -> "Ended";
                    case POLICIES -> "Out of force";
                };
        };
    }

    private static boolean isToCome(@Nullable Map<String, Object> price) {
        return price != null && price.containsKey("effectiveFrom");
    }

    private static String section(Section section) {
        return switch (section) {
            case NODES -> "Node";
            case QUOTAS -> "Quota";
            case PRICES -> "Price";
            case BUDGETS -> "Budget";
            case POLICIES -> "Policy";
        };
    }

    private static List<String> details(@Nullable Map<String, Object> before, @Nullable Map<String, Object> after) {
        Map<String, Object> was = before == null ? Map.of() : before;
        Map<String, Object> will = after == null ? Map.of() : after;
        Set<String> names = new LinkedHashSet<>(was.keySet());
        names.addAll(will.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(was.get(name), will.get(name)))
                .map(name -> name + ": "
                        + (before == null || after == null
                                ? value(was.getOrDefault(name, will.get(name)))
                                : value(was.get(name)) + " → " + value(will.get(name))))
                .toList();
    }

    private static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "none";
            case List<?> several -> several.stream().map(String::valueOf).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }
}
