package io.sextant.planner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that people download, alone in an empty folder. */
class CommandLineJarIT {

    private static final Path JAR = Path.of(System.getProperty("sextant.planner.cli"));

    @TempDir
    Path folder;

    @Test
    void plansWithNothingButTheJar() throws Exception {
        Outcome outcome = run(
                "plan",
                "--model",
                "meta-llama/Llama-3.3-70B-Instruct",
                "--isl",
                "1000",
                "--osl",
                "300",
                "--rate",
                "10",
                "--ttft",
                "2000",
                "--itl",
                "50",
                "--percentile",
                "p95");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("cheapest").contains("USD per GPU hour");
    }

    @Test
    void writesJson() throws Exception {
        Outcome outcome = run(
                "plan",
                "--model",
                "gpt-oss-120b",
                "--isl",
                "500",
                "--osl",
                "200",
                "--rate",
                "2",
                "--e2e",
                "20000",
                "--precision",
                "mxfp4",
                "--format",
                "json");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).startsWith("{").contains("\"costPerHourUsd\"");
    }

    @Test
    void endsWithItsExitCode() throws Exception {
        assertThat(run("plan", "--model", "gpt-oss-120b", "--isl", "500", "--osl", "200", "--rate", "2", "--ttft", "1")
                        .code())
                .isEqualTo(1);
        Outcome bad = run("plan", "--model", "gpt-oss-120b", "--isl", "500");
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains("--osl");
        assertThat(run("--version").out()).matches("sextant-planner \\d.*\\R");
    }

    @Test
    void holdsNoFramework() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.startsWith("org/springframework"))
                    .contains("io/sextant/planner/reference/models.csv", "io/sextant/planner/reference/gpu_prices.csv");
        }
    }

    private Outcome run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends by itself").isTrue();
        return new Outcome(process.exitValue(), text("out"), text("err"));
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
    }

    private record Outcome(int code, String out, String err) {}
}
