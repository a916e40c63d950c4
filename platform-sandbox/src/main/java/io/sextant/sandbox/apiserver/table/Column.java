package io.sextant.sandbox.apiserver.table;

import io.sextant.sandbox.apiserver.kind.KubeObject;
import java.time.Instant;
import java.util.function.BiFunction;

/**
 * One column of a kind's table.
 *
 * @param priority 0 is always shown, 1 with {@code -o wide} only
 */
record Column(String name, String type, int priority, BiFunction<KubeObject, Instant, Object> cell) {
    static Column text(String name, String... path) {
        return of(name, (object, now) -> {
            String value = object.text(path);
            return value.isEmpty() ? "" : value;
        });
    }

    static Column orNone(String name, String... path) {
        return of(name, (object, now) -> {
            String value = object.text(path);
            return value.isEmpty() ? "<none>" : value;
        });
    }

    static Column number(String name, String... path) {
        return new Column(name, "integer", 0, (object, now) -> object.at(path).asLong(0));
    }

    static Column of(String name, BiFunction<KubeObject, Instant, Object> cell) {
        return new Column(name, "string", 0, cell);
    }

    static Column age() {
        return of("Age", (object, now) -> Ages.since(object.text("metadata", "creationTimestamp"), now));
    }

    Column wide() {
        return new Column(name, type, 1, cell);
    }
}
