package io.sextant.api.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One Postgres server for all tests of this JVM, which gives each Spring context an empty database.
 *
 * <p>The server is embedded; with {@code -Dsextant.test.postgres=testcontainers} it runs in Docker instead.
 */
public final class TestPostgres {
    private static final String PROPERTY = "sextant.test.postgres";
    private static final String IMAGE = "postgres:18";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /** An empty database that nobody else uses. */
    public static JdbcConnectionDetails freshDatabase() {
        Server server = Running.SERVER;
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("No database " + name + " on the test server", e);
        }
        return new Database(server.url(name), server.user(), server.password());
    }

    private static Server start() {
        String choice = System.getProperty(PROPERTY, "embedded");
        return switch (choice) {
            case "embedded" -> embedded();
            case "testcontainers" -> container();
            default ->
                throw new IllegalArgumentException(
                        "-D" + PROPERTY + "=" + choice + " is not known: use embedded or testcontainers");
        };
    }

    // Both servers end with the JVM: the embedded one by its shutdown hook, the container by Testcontainers' reaper.
    private static Server embedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("fsync", System.getProperty("sextant.test.fsync", "off"))
                    .setServerConfig("max_connections", "200")
                    .start();
            return new Server("jdbc:postgresql://localhost:" + postgres.getPort() + "/", "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded Postgres did not start", e);
        }
    }

    private static Server container() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("-D" + PROPERTY + "=testcontainers needs Docker, and none answers here;"
                    + " start Docker, or leave the property out to use the embedded Postgres");
        }
        PostgreSQLContainer postgres = new PostgreSQLContainer(DockerImageName.parse(IMAGE))
                .withDatabaseName("postgres")
                .withUsername("postgres")
                .withPassword("postgres");
        postgres.start();
        return new Server(
                "jdbc:postgresql://" + postgres.getHost() + ":" + postgres.getMappedPort(5432) + "/",
                postgres.getUsername(),
                postgres.getPassword());
    }

    private static final class Running {
        static final Server SERVER = start();
    }

    private record Server(String baseUrl, String user, String password) {
        String url(String database) {
            return baseUrl + database;
        }
    }

    private record Database(String url, String username, String password) implements JdbcConnectionDetails {
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
    }
}
