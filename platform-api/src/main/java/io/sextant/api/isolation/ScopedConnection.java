package io.sextant.api.isolation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the database whose rows are asked for, before the first statement of a transaction and whenever that changes.
 *
 * <p>All of it is {@code set local}: it ends with the transaction, so that a connection goes back to its pool, or through one
 * that changes servers between transactions, as it came. A statement outside of a transaction is given one of its own, which
 * is committed when the connection is closed.
 */
final class ScopedConnection implements InvocationHandler {
    private static final String TENANT = """
            select set_config('sextant.teams', ?, true), set_config('sextant.user', ?, true),
                   set_config('role', left('sextant_tenant_' || current_database(), 63), true)
            """;
    private static final String PLATFORM = "select set_config('role', 'none', true)";
    private static final String ABORTED = "25P02";

    private final Connection connection;
    private boolean autoCommit;
    private boolean transactionOfOurs;

    /** What the running transaction was told; null where a savepoint may have undone it. */
    private @Nullable TeamScope told = Threads.EVERY;

    private ScopedConnection(Connection connection) throws SQLException {
        this.connection = connection;
        this.autoCommit = connection.getAutoCommit();
    }

    static Connection around(Connection connection) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                ScopedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new ScopedConnection(connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "createStatement", "prepareStatement", "prepareCall" -> tell(TeamScope.current());
            case "getAutoCommit" -> {
                return autoCommit;
            }
            case "setAutoCommit" -> {
                setAutoCommit(arguments != null && Boolean.TRUE.equals(arguments[0]));
                return null;
            }
            case "close" -> endOurs();
            case "equals" -> {
                return arguments != null && isOurs(arguments[0]);
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "commit" -> told = Threads.EVERY;
            case "rollback" -> told = method.getParameterCount() == 0 ? Threads.EVERY : null;
            default -> {}
        }
        return call(method, arguments);
    }

    private boolean isOurs(@Nullable Object other) {
        return other != null && Proxy.isProxyClass(other.getClass()) && Proxy.getInvocationHandler(other) == this;
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void tell(TeamScope scope) throws SQLException {
        if (scope.equals(told)) {
            return;
        }
        if (autoCommit && !transactionOfOurs) {
            connection.setAutoCommit(false);
            transactionOfOurs = true;
        }
        switch (scope) {
            case TeamScope.Every() -> execute(PLATFORM);
            case TeamScope.Nobody() -> execute(TENANT, "{}", "");
            case TeamScope.Of of -> execute(TENANT, of.written(), of.user().toString());
        }
        told = scope;
    }

    private void execute(String sql, String... settings) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < settings.length; i++) {
                statement.setString(i + 1, settings[i]);
            }
            statement.execute();
        }
    }

    private void setAutoCommit(boolean wanted) throws SQLException {
        endOurs();
        if (wanted != autoCommit) {
            // Switching it on commits what is open.
            connection.setAutoCommit(wanted);
            autoCommit = wanted;
            told = Threads.EVERY;
        }
    }

    private void endOurs() throws SQLException {
        if (!transactionOfOurs) {
            return;
        }
        transactionOfOurs = false;
        told = Threads.EVERY;
        try {
            connection.commit();
        } catch (SQLException e) {
            // The statement failed and its caller was told so: there is nothing left to commit.
            if (!ABORTED.equals(e.getSQLState())) {
                throw e;
            }
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
