package io.sextant.api.isolation;

import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose rows the statements of a thread may see and change.
 *
 * <p>It is {@link Every} where nobody asks: jobs, the start, deployers. A request begins as {@link Nobody} and becomes its
 * caller's. A thread begins with the scope of the one that started it.
 */
public sealed interface TeamScope {
    /** The rows of every team, as the platform itself. */
    record Every() implements TeamScope {}

    /** No team's rows. */
    record Nobody() implements TeamScope {}

    /**
     * The rows of these teams, and what belongs to the user alone.
     *
     * @param teams may be empty
     */
    record Of(UUID user, Set<UUID> teams) implements TeamScope {
        public Of {
            teams = Set.copyOf(teams);
        }

        /** As Postgres writes an array. */
        String written() {
            return new TreeSet<>(teams).stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
        }
    }

    /** Of the thread that asks. */
    static TeamScope current() {
        TeamScope scope = Threads.SCOPE.get();
        return scope == null ? Threads.EVERY : scope;
    }

    /** From now on, for the rest of what this thread runs with a scope: only what {@link #call} encloses has an end. */
    static void become(TeamScope scope) {
        Threads.SCOPE.set(scope);
    }

    /** Does the work in this scope, and goes back to the one before. */
    default <T extends @Nullable Object> T call(Supplier<T> work) {
        TeamScope before = Threads.SCOPE.get();
        Threads.SCOPE.set(this);
        try {
            return work.get();
        } finally {
            Threads.restore(before);
        }
    }
}
