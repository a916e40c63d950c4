package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.kind.Documents;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;

/** A process to be killed: writes through its own API without end and prints the name of each acknowledged object. */
final class KilledServer {
    private KilledServer() {}

    public static void main(String[] arguments) throws Exception {
        var options = new SandboxApiServer.Options(0, Path.of(arguments[0]), Clock.systemUTC());
        try (SandboxApiServer server = SandboxApiServer.start(options);
                HttpClient http = HttpClient.newHttpClient()) {
            URI maps = server.url().resolve("/api/v1/namespaces/default/configmaps");
            for (int i = 0; ; i++) {
                var body = Documents.object().put("apiVersion", "v1").put("kind", "ConfigMap");
                body.putObject("metadata").put("name", "n" + i);
                body.putObject("data").put("k", "x".repeat(i % 5000));
                HttpRequest create = HttpRequest.newBuilder(maps)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Documents.text(body)))
                        .build();
                if (http.send(create, BodyHandlers.discarding()).statusCode() == 201) {
                    System.out.println("n" + i);
                }
            }
        }
    }
}
