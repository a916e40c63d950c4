package io.sextant.api.orgfile;

import io.sextant.api.problem.FieldError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The members of one mapping, each taken once; what is wrong goes to a list, with a value in its place to go on with. */
final class Fields {
    private static final int LONGEST = 500;
    private static final int LONGEST_NAME = 60;
    private static final int MOST_TEXTS = 200;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,12})?");

    private final Map<String, Node> rest = new LinkedHashMap<>();
    private final Map<String, Mark> marks = new LinkedHashMap<>();
    private final String pointer;
    private final Lines lines;
    private final List<FieldError> errors;
    private final Mark start;

    Fields(MappingNode mapping, String pointer, Lines lines, List<FieldError> errors) {
        this.pointer = pointer;
        this.lines = lines;
        this.errors = errors;
        this.start = mapping.getStartMark();
        for (NodeTuple member : mapping.getValue()) {
            String name = member.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
            boolean twice = rest.put(name, member.getValueNode()) != null;
            marks.put(name, member.getKeyNode().getStartMark());
            if (twice) {
                error(name, "twice", "It is stated twice.");
            }
        }
    }

    @Nullable
    Node take(String name) {
        return rest.remove(name);
    }

    String text(String name) {
        String text = textOrNone(name);
        if (text == null) {
            error(name, "missing", "It is missing.");
        }
        return text == null ? "" : text;
    }

    @Nullable
    String textOrNone(String name) {
        Node node = take(name);
        return node == null || Tag.NULL.equals(node.getTag()) ? null : text(name, node);
    }

    private String text(String name, Node node) {
        if (node instanceof ScalarNode scalar
                && !scalar.getValue().isBlank()
                && scalar.getValue().length() <= LONGEST) {
            return scalar.getValue().strip();
        }
        error(name, "form", "A text of 1 to " + LONGEST + " characters is needed here.");
        return "";
    }

    /** A list of texts; empty where it is left out. */
    List<String> texts(String name) {
        Node node = take(name);
        List<String> texts = new ArrayList<>();
        if (node instanceof SequenceNode list && list.getValue().size() <= MOST_TEXTS) {
            list.getValue().forEach(item -> texts.add(text(name, item)));
        } else if (node != null && !Tag.NULL.equals(node.getTag())) {
            error(name, "form", "A list of " + MOST_TEXTS + " texts at most is needed here.");
        }
        return texts;
    }

    /** One of a kind; null, and told, where it is none of them or left out. */
    <E extends Enum<E>> @Nullable E choice(String name, E[] values) {
        String text = text(name);
        return text.isEmpty() ? null : chosen(name, text, values);
    }

    /** A list of them. */
    <E extends Enum<E>> List<E> choices(String name, E[] values) {
        List<E> chosen = new ArrayList<>();
        for (String text : texts(name)) {
            E value = text.isEmpty() ? null : chosen(name, text, values);
            if (value != null) {
                chosen.add(value);
            }
        }
        return chosen;
    }

    private <E extends Enum<E>> @Nullable E chosen(String name, String text, E[] values) {
        for (E value : values) {
            if (Entry.written(value).equals(text)) {
                return value;
            }
        }
        String known = Arrays.stream(values).map(Entry::written).collect(Collectors.joining(", "));
        error(name, "unknown", "Choose one of " + known + ".");
        return null;
    }

    @Nullable
    Integer integer(String name) {
        return needed(name, this::integerOrNone);
    }

    @Nullable
    Integer integerOrNone(String name) {
        return read(name, Integer::valueOf, "A whole number is needed here.");
    }

    BigDecimal decimal(String name) {
        BigDecimal number = needed(name, this::decimalOrNone);
        return number == null ? BigDecimal.ZERO : number;
    }

    @Nullable
    BigDecimal decimalOrNone(String name) {
        return read(name, Fields::decimalOf, "A number such as 2.50 is needed here.");
    }

    @Nullable
    LocalDate dateOrNone(String name) {
        return read(name, LocalDate::parse, "A day such as 2026-11-23 is needed here.");
    }

    @Nullable
    Instant moment(String name) {
        return needed(name, this::momentOrNone);
    }

    /** To the microsecond, as they are kept. */
    @Nullable
    Instant momentOrNone(String name) {
        return read(
                name,
                text -> OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS),
                "A moment such as 2027-01-01T00:00:00Z is needed here.");
    }

    boolean flag(String name) {
        Boolean value = read(name, Fields::flagOf, "Say true or false.");
        return Boolean.TRUE.equals(value);
    }

    void error(String name, String code, String message) {
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name;
        errors.add(new FieldError(
                pointer + "/" + shown.replace("~", "~0").replace("/", "~1"),
                code,
                shown + ": " + message,
                lines.at(marks.getOrDefault(name, start))));
    }

    void refuseTheRest() {
        List.copyOf(rest.keySet()).forEach(name -> error(name, "unknown", "Nothing of this name belongs here."));
        rest.clear();
    }

    private <T> @Nullable T needed(String name, Function<String, @Nullable T> reading) {
        int before = errors.size();
        T value = reading.apply(name);
        if (value == null && errors.size() == before) {
            error(name, "missing", "It is missing.");
        }
        return value;
    }

    private <T> @Nullable T read(String name, Function<String, T> conversion, String otherwise) {
        String text = textOrNone(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return conversion.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            error(name, "form", otherwise);
            return null;
        }
    }

    // Not with an exponent: 1E+999999999 is a number, too.
    private static BigDecimal decimalOf(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return new BigDecimal(text);
    }

    private static Boolean flagOf(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
