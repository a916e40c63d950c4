package io.sextant.web.testing;

import java.util.List;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The database the started product runs on: embedded, or in Docker with {@code -Dsextant.test.postgres=testcontainers}. */
final class TestDatabase {
    private TestDatabase() {}

    static List<String> arguments() {
        String choice = System.getProperty("sextant.test.postgres", "embedded");
        return switch (choice) {
            case "embedded" -> List.of();
            case "testcontainers" -> inDocker();
            default ->
                throw new IllegalArgumentException(
                        "sextant.test.postgres is embedded or testcontainers, not " + choice);
        };
    }

    @SuppressWarnings("resource")
    private static List<String> inDocker() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");
        container.start();
        return List.of(
                "--spring.datasource.url=" + container.getJdbcUrl(),
                "--spring.datasource.username=" + container.getUsername(),
                "--spring.datasource.password=" + container.getPassword());
    }
}
