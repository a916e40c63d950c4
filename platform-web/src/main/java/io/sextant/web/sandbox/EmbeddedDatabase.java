package io.sextant.web.sandbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Postgres whose binaries come with the application and whose data stay in the data directory. */
final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts on a free port of the loopback interface; creates the database cluster at the first start. */
    static EmbeddedDatabase start(DataDirectory directory) {
        Path data = directory.resolve("postgres");
        File log = directory.resolve("postgres.log").toFile();
        endOrphan(data);
        try {
            return new EmbeddedDatabase(EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(
                            directory.resolve("postgres-bin").toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(PATIENCE)
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("shared_buffers", "64MB")
                    .setOutputRedirector(Redirect.appendTo(log))
                    .setErrorRedirector(Redirect.appendTo(log))
                    .start());
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException(
                    "The embedded Postgres did not start; its log is " + log
                            + ". To use a Postgres of your own, start with the production profile and SPRING_DATASOURCE_URL.",
                    e);
        }
    }

    String jdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // A killed platform leaves its Postgres running. The data directory's lock is ours, so nobody else needs it.
    private static void endOrphan(Path data) {
        orphan(data).ifPresent(process -> {
            LOG.info("Ending the database that an earlier start left behind, pid={}", process.pid());
            process.destroy();
            try {
                process.onExit().get(20, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                process.destroyForcibly();
                process.onExit().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Optional<ProcessHandle> orphan(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(process -> process.info()
                            .command()
                            .map(command -> command.contains("postgres"))
                            .orElse(false));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
