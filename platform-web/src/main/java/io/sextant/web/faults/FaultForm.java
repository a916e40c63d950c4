package io.sextant.web.faults;

import io.sextant.api.problem.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it was typed.
 *
 * @param target empty for the whole cluster, {@code node:NAME}, or {@code NAMESPACE/NAME}
 */
record FaultForm(
        @Nullable String kind,
        @Nullable String target,
        @Nullable String seconds,
        @Nullable String times) {
    private static final String NODE = "node:";
    private static final long MOST_SECONDS = 604_800;
    private static final long MOST_TIMES = 100_000;

    /** What to ask the cluster for; faults of the form are added to {@code errors}. */
    Map<String, Object> order(List<SandboxFaults.Kind> kinds, List<FieldError> errors) {
        Map<String, Object> order = new LinkedHashMap<>();
        kinds.stream()
                .filter(known -> known.kind().equals(kind))
                .findFirst()
                .ifPresentOrElse(
                        known -> put(known, order, errors),
                        () -> errors.add(new FieldError("kind", "unknown", "Choose one of the faults.")));
        number("seconds", seconds, MOST_SECONDS, order, errors);
        number("times", times, MOST_TIMES, order, errors);
        return order;
    }

    private void put(SandboxFaults.Kind known, Map<String, Object> order, List<FieldError> errors) {
        order.put("kind", known.kind());
        String place = Objects.requireNonNullElse(target, "");
        if (place.isEmpty()) {
            return;
        }
        boolean node = place.startsWith(NODE);
        if (node != known.strikesNodes()) {
            errors.add(new FieldError(
                    "target",
                    "unsuitable",
                    known.strikesNodes()
                            ? "\"" + known.title() + "\" strikes nodes: choose a node or the whole cluster."
                            : "\"" + known.title()
                                    + "\" does not strike nodes: choose a deployment or the whole cluster."));
        } else if (node) {
            order.put("name", place.substring(NODE.length()));
        } else {
            int slash = place.indexOf('/');
            order.put("namespace", place.substring(0, Math.max(0, slash)));
            order.put("name", place.substring(slash + 1));
        }
    }

    static void number(
            String field, @Nullable String typed, long most, Map<String, Object> order, List<FieldError> errors) {
        String text = Objects.requireNonNullElse(typed, "").strip();
        if (text.isEmpty()) {
            return;
        }
        if (text.matches("\\d{1,9}") && Long.parseLong(text) >= 1 && Long.parseLong(text) <= most) {
            order.put(field, Long.parseLong(text));
        } else {
            errors.add(new FieldError(field, "range", "A whole number from 1 to " + most + ", or nothing."));
        }
    }
}
