package io.sextant.web.sandbox;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The database the sandbox runs on, and how to let go of it. */
record DatabaseChoice(String url, String username, String password, Runnable stop)
        implements JdbcConnectionDetails, AutoCloseable {
    @Override
    public String getUsername() {
        return username;
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public String getJdbcUrl() {
        return url;
    }

    @Override
    public void close() {
        stop.run();
    }
}
