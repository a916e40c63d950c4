package io.sextant.web.testing;

import io.sextant.web.SextantApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * The whole product in the sandbox profile, with real Postgres, deployer and sandbox cluster, on free ports.
 *
 * <p>{@link #shared()} is started once and lives as long as the test process; a test that stops or restarts the product
 * starts one of its own.
 */
public final class StartedProduct implements AutoCloseable {
    private static final String TIME_FACTOR = "600";

    private final ConfigurableApplicationContext context;
    private final Path dataDirectory;

    private StartedProduct(ConfigurableApplicationContext context, Path dataDirectory) {
        this.context = context;
        this.dataDirectory = dataDirectory;
    }

    /** The product that tests share. */
    public static StartedProduct shared() {
        return Shared.PRODUCT;
    }

    /** A product of one's own, on that data directory. */
    public static StartedProduct on(Path dataDirectory) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--sextant.data-dir=" + dataDirectory,
                "--sextant.sandbox.seed=7",
                "--sextant.sandbox.time-factor=" + TIME_FACTOR));
        arguments.addAll(TestDatabase.arguments());
        return new StartedProduct(
                SpringApplication.run(SextantApplication.class, arguments.toArray(String[]::new)), dataDirectory);
    }

    /** A fresh directory that is removed when the test process ends. */
    public static Path freshDirectory() {
        try {
            Path directory = Files.createTempDirectory("sextant-test");
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(directory.toFile())));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Where the sandbox cluster's Kubernetes API answers; the start block tells it to people. */
    public String clusterUrl() {
        try {
            return Files.readString(dataDirectory.resolve("cluster-url")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The demo administrator's API token. */
    public String adminToken() {
        try {
            return Files.readString(dataDirectory.resolve("demo-token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path dataDirectory() {
        return dataDirectory;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class Shared {
        static final StartedProduct PRODUCT = start();

        private static StartedProduct start() {
            StartedProduct product = on(freshDirectory());
            Runtime.getRuntime().addShutdownHook(new Thread(product::close));
            return product;
        }
    }
}
