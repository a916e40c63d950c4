package io.sextant.api.isolation;

import org.jspecify.annotations.Nullable;

/** Remembers the scope of each thread. */
final class Threads {
    static final TeamScope EVERY = new TeamScope.Every();

    // Inherited, so that a thread started within a request does not see more than the request does.
    static final ThreadLocal<@Nullable TeamScope> SCOPE = new InheritableThreadLocal<>();

    private Threads() {}

    static void restore(@Nullable TeamScope before) {
        if (before == null) {
            SCOPE.remove();
        } else {
            SCOPE.set(before);
        }
    }
}
