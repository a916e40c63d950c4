package io.sextant.web.path;

import io.sextant.web.SextantApplication;
import io.sextant.web.testing.Browserless;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The product as a process of its own, so that it can be killed. */
final class ProductProcess {
    private static final Pattern PORTAL = Pattern.compile("Portal +(http://\\S+)");
    private static final String LAST_LINE = "Stop with Ctrl-C";

    private final Process process;
    private final Path directory;
    private final URI url;

    private ProductProcess(Process process, Path directory, URI url) {
        this.process = process;
        this.directory = directory;
        this.url = url;
    }

    /** Starts and waits until the start block was printed. */
    static ProductProcess start(Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SextantApplication.class.getName(),
                        "--server.port=0",
                        "--sextant.data-dir=" + directory,
                        "--sextant.sandbox.time-factor=200")
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        URI url = null;
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            Matcher portal = PORTAL.matcher(line);
            if (portal.find()) {
                url = URI.create(portal.group(1));
            }
            if (url != null && line.contains(LAST_LINE)) {
                // What it says later is of no interest, but must not fill the pipe.
                Thread.ofVirtual().start(() -> drain(output));
                return new ProductProcess(process, directory, url);
            }
        }
        throw new IllegalStateException("the product ended: " + String.join("\n", said));
    }

    private static void drain(BufferedReader output) {
        try {
            output.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // It was killed: there is nothing more to come.
        }
    }

    RestSteps steps() throws IOException {
        return new RestSteps(client());
    }

    Browserless client() throws IOException {
        return Browserless.withToken(
                url, Files.readString(directory.resolve("demo-token")).strip());
    }

    /** As the operating system does it: no chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
