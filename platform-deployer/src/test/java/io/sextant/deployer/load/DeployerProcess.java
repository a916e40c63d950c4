package io.sextant.deployer.load;

import io.sextant.deployer.DeployerApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The stand-alone deployer as a process of its own, as it runs in a cluster. */
final class DeployerProcess implements AutoCloseable {
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final Path log;

    /**
     * What it is started with.
     *
     * @param heapMib largest heap
     */
    record Home(URI platform, String token, String cluster, URI kubernetes, int heapMib, List<String> more) {
        Home(URI platform, String token, String cluster, URI kubernetes, int heapMib) {
            this(platform, token, cluster, kubernetes, heapMib, List.of());
        }

        Home with(String... arguments) {
            return new Home(platform, token, cluster, kubernetes, heapMib, List.of(arguments));
        }
    }

    private DeployerProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static DeployerProcess start(Home home) {
        try {
            int port = FreePort.find();
            Path log = Files.createTempFile("sextant-deployer", ".log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + home.heapMib() + "m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=" + Setting.whole("deployer-tier", 4),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    DeployerApplication.class.getName(),
                    "--server.port=" + port,
                    "--server.address=127.0.0.1",
                    "--logging.level.root=WARN",
                    "--sextant.deployer.api-url=" + home.platform(),
                    "--sextant.deployer.api-token=" + home.token(),
                    "--sextant.deployer.cluster=" + home.cluster(),
                    "--sextant.deployer.kubernetes-url=" + home.kubernetes()));
            command.addAll(home.more());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .directory(new File(System.getProperty("java.io.tmpdir")))
                    .start();
            return new DeployerProcess(process, port, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it runs and says it is well. */
    boolean isWell() {
        return process.isAlive() && get("/actuator/health").contains("\"status\":\"UP\"");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Where it writes what it has to say. */
    Path log() {
        return log;
    }

    /** Bytes of heap in use now. */
    long heapBytes() {
        return (long) get("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Processor time it has used. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private String get(String path) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** SIGKILL; nothing it would still do is done. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
        http.close();
    }
}
