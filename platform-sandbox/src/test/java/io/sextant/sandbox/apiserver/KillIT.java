package io.sextant.sandbox.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillIT {
    private static final int LIVES = 2;
    private static final int WRITES_PER_LIFE = 150;

    @TempDir
    private Path dir;

    @Test
    void losesNothingItAcknowledgedWhenKilled() throws Exception {
        Path journal = dir.resolve("cluster.jsonl");
        Set<String> acknowledged = new HashSet<>();
        for (int life = 0; life < LIVES; life++) {
            acknowledged.addAll(runAndKill(journal));
        }

        try (SandboxApiServer server =
                        SandboxApiServer.start(new SandboxApiServer.Options(0, journal, Clock.systemUTC()));
                KubernetesClient client = Fabric8IT.client(server)) {
            List<String> names = client.configMaps().inNamespace("default").list().getItems().stream()
                    .map(ConfigMap::getMetadata)
                    .map(metadata -> metadata.getName())
                    .toList();
            assertThat(names).containsAll(acknowledged);
        }
    }

    private static List<String> runAndKill(Path journal) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledServer.class.getName(),
                        journal.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> names = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            while (names.size() < WRITES_PER_LIFE) {
                String line = output.readLine();
                assertThat(line).as("the server's output").isNotNull();
                if (line.matches("n\\d+")) {
                    names.add(line);
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return names;
    }
}
