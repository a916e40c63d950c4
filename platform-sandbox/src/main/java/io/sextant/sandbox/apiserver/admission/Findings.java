package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.ApiProblem.Cause;
import io.sextant.sandbox.apiserver.kind.Documents;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The faults found in one object, all of them rather than the first. */
final class Findings {
    private final List<Cause> causes = new ArrayList<>();

    List<Cause> causes() {
        return causes;
    }

    boolean isEmpty() {
        return causes.isEmpty();
    }

    void add(Cause cause) {
        causes.add(cause);
    }

    void invalid(boolean fault, String field, JsonNode value, String detail) {
        if (fault) {
            causes.add(Cause.invalid(field, shown(value), detail));
        }
    }

    /** A value as messages quote it. */
    static String shown(JsonNode value) {
        return value.isContainer() ? "\"object\"" : Documents.text(value);
    }

    void required(boolean fault, String field, String detail) {
        if (fault) {
            causes.add(Cause.required(field, detail));
        }
    }

    void forbidden(boolean fault, String field, String detail) {
        if (fault) {
            causes.add(Cause.forbidden(field, detail));
        }
    }
}
