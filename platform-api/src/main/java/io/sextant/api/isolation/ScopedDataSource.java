package io.sextant.api.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Hands out connections whose statements run in the scope of the thread that makes them. */
public final class ScopedDataSource extends DelegatingDataSource {
    public ScopedDataSource(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return ScopedConnection.around(super.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return ScopedConnection.around(super.getConnection(username, password));
    }
}
