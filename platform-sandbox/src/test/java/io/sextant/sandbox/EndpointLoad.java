package io.sextant.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Users who each send the next request to an endpoint when the last one is answered, until closed. */
final class EndpointLoad implements AutoCloseable {
    private static final String QUESTION = """
            {"model": "meta/llama-3.1-8b-instruct", "max_tokens": 200,
             "messages": [{"role": "user", "content": "What does a sextant measure?"}]}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private volatile boolean closed;

    EndpointLoad(String endpoint, int users) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + endpoint + "/v1/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(QUESTION))
                .build();
        for (int user = 0; user < users; user++) {
            Thread.ofVirtual().start(() -> ask(request));
        }
    }

    private void ask(HttpRequest request) {
        while (!closed) {
            try {
                http.send(request, HttpResponse.BodyHandlers.discarding());
            } catch (IOException _) {
                // A replica that ends cuts its answers off, as a real one does; the user asks again.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
    }
}
