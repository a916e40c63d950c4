package io.sextant.web.catalog;

import org.jspecify.annotations.Nullable;

/** The state a change was begun from, as a form carries it. */
final class Revision {
    private Revision() {}

    /** One that cannot be read matches no state. */
    static int of(@Nullable String typed) {
        return typed != null && typed.matches("\\d{1,9}") ? Integer.parseInt(typed) : -1;
    }
}
