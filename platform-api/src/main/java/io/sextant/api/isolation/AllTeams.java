package io.sextant.api.isolation;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way through the wall, for what a request cannot do with the rows of its caller's teams alone.
 *
 * <p>An architecture test lists every class that takes it, with the reason. JPA entities that are changed within must be
 * flushed within: what is written at the end of the transaction is written in the caller's scope.
 */
public final class AllTeams {
    private AllTeams() {}

    /** Answers from the rows of every team. */
    public static <T extends @Nullable Object> T call(Supplier<T> work) {
        return Threads.EVERY.call(work);
    }

    /** Changes rows of any team. */
    public static void run(Runnable work) {
        Threads.EVERY.call(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }
}
