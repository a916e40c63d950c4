package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.control.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The status of a custom resource in the making; it is written only when it says something new. */
final class StatusDraft {
    private final GenericKubernetesResource resource;
    private final Instant now;
    private final Map<String, Object> status;
    private final List<Map<String, Object>> conditions = new ArrayList<>();
    private boolean changed;

    StatusDraft(GenericKubernetesResource resource, Instant now) {
        this.resource = resource;
        this.now = now;
        Map<String, Object> before = resource.get("status");
        this.status = new LinkedHashMap<>(Objects.requireNonNullElse(before, Map.of()));
        List<Map<String, Object>> old = resource.get("status", "conditions");
        Objects.requireNonNullElse(old, List.<Map<String, Object>>of())
                .forEach(condition -> conditions.add(new LinkedHashMap<>(condition)));
    }

    /** The state so far; empty before the first. */
    String state() {
        return Objects.toString(status.get("state"), "");
    }

    StatusDraft set(String field, @Nullable Object value) {
        if (!Objects.equals(status.get(field), value)) {
            changed = true;
            if (value == null) {
                status.remove(field);
            } else {
                status.put(field, value);
            }
        }
        return this;
    }

    StatusDraft condition(String type, boolean holds, String reason, String message) {
        String value = holds ? "True" : "False";
        Map<String, Object> condition = conditions.stream()
                .filter(candidate -> type.equals(candidate.get("type")))
                .findFirst()
                .orElseGet(() -> {
                    Map<String, Object> fresh = new LinkedHashMap<>();
                    conditions.add(fresh);
                    return fresh;
                });
        boolean sameStatus = value.equals(condition.get("status"));
        if (!sameStatus || !reason.equals(condition.get("reason")) || !message.equals(condition.get("message"))) {
            changed = true;
            condition.put("type", type);
            condition.put("status", value);
            condition.put("reason", reason);
            condition.put("message", message);
            if (!sameStatus) {
                condition.put("lastTransitionTime", Timestamps.text(now));
            }
        }
        return this;
    }

    /** Writes the status if it differs; whether it does. */
    boolean writeTo(Decision decision) {
        if (changed) {
            status.put("conditions", conditions);
            decision.add(new Change.UpdateStatus(Fields.with(resource, "status", status)));
        }
        return changed;
    }
}
