package io.sextant.api.isolation;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Recognises what the database refused because it lies beyond the caller's teams. */
public final class Wall {
    /** Both of a table that is closed to requests and of a row that no policy lets them write. */
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private Wall() {}

    /** Whether the wall is what the failure comes from: the platform asked for more than it should have. */
    public static boolean stopped(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && INSUFFICIENT_PRIVILEGE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
