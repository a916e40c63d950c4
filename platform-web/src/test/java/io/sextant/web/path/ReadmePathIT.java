package io.sextant.web.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sextant.web.testing.StartedProduct;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the README as they stand there. */
class ReadmePathIT {
    private static final Path README = Path.of("..", "README.md");

    @TempDir
    Path directory;

    @Test
    void theSixCommandsWalkThePath() throws Exception {
        assumeTrue(isThere("curl") && isThere("jq"), "needs curl and jq");
        StartedProduct product = StartedProduct.shared();
        String readme = Files.readString(README);
        String marked = readme.substring(
                readme.indexOf("<!-- readme-path: begin -->"), readme.indexOf("<!-- readme-path: end -->"));
        String commands = marked.substring(marked.indexOf("```sh\n") + "```sh\n".length(), marked.lastIndexOf("```"));
        Path script = Files.writeString(directory.resolve("path.sh"), "set -eu\n" + commands);

        ProcessBuilder bash = new ProcessBuilder("bash", script.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        bash.environment().put("SEXTANT", product.url() + "/api/v1");
        bash.environment().put("TOKEN", product.adminToken());
        Process run = bash.start();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(output).isZero();
        assertThat(output)
                .contains("meta/llama-3.1-8b-instruct")
                .contains("Cheapest that meets")
                .contains("\"phase\":\"READY\"")
                .contains("\"measured\"")
                .contains("gpuHours");
    }

    private static boolean isThere(String program) throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
    }
}
