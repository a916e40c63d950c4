package io.sextant.benchmark.sse;

import io.sextant.benchmark.metric.RequestTiming;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Streams one chat completion, hands on each piece of text as it comes, and measures it. */
public final class ChatStream {
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";
    private static final int ERROR_BODY_LIMIT = 4096;

    private final HttpClient client;
    private final JsonMapper json = JsonMapper.builder().build();

    public ChatStream(HttpClient client) {
        this.client = client;
    }

    /**
     * Blocks until the answer has ended; a consumer that throws ends the request, so that the server stops generating.
     *
     * @throws EndpointFailure when the endpoint refuses, breaks off or sends what is not a stream of completions
     */
    public RequestTiming run(ChatRequest request, Consumer<String> onText) throws InterruptedException {
        HttpRequest http = HttpRequest.newBuilder(request.completions())
                .timeout(request.patience())
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body(request)))
                .build();
        long sent = System.nanoTime();
        try {
            HttpResponse<InputStream> response = client.send(http, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream stream = response.body()) {
                if (response.statusCode() != 200) {
                    throw refused(response.statusCode(), stream);
                }
                return read(stream, new Recording(sent), onText);
            }
        } catch (IOException e) {
            throw new EndpointFailure("The endpoint did not answer or broke off: " + reason(e), e);
        }
    }

    private String body(ChatRequest request) {
        return json.writeValueAsString(Map.of(
                "model", request.model(),
                "stream", true,
                "stream_options", Map.of("include_usage", true),
                "max_tokens", request.maxTokens(),
                "messages", new Object[] {Map.of("role", "user", "content", request.prompt())}));
    }

    private RequestTiming read(InputStream stream, Recording recording, Consumer<String> onText) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            long at = System.nanoTime();
            if (!line.startsWith(DATA)) {
                continue;
            }
            String data = line.substring(DATA.length()).strip();
            if (data.equals(DONE)) {
                break;
            }
            JsonNode event = parse(data);
            recording.countedByServer(event.path("usage").path("completion_tokens"));
            String text = content(event.path("choices").path(0).path("delta"));
            if (!text.isEmpty()) {
                recording.content(at);
                onText.accept(text);
            }
        }
        return recording.timing();
    }

    private JsonNode parse(String data) {
        try {
            JsonNode event = json.readTree(data);
            if (event.has("error")) {
                throw new EndpointFailure(
                        "The endpoint ended the answer: "
                                + event.path("error").path("message").asString("no reason given"),
                        null);
            }
            return event;
        } catch (JacksonException e) {
            throw new EndpointFailure("The endpoint sent something that is not a chat completion.", e);
        }
    }

    private static String content(JsonNode delta) {
        String text = delta.path("content").asString("");
        return text.isEmpty() ? delta.path("reasoning_content").asString("") : text;
    }

    private EndpointFailure refused(int status, InputStream stream) throws IOException {
        String body = new String(stream.readNBytes(ERROR_BODY_LIMIT), StandardCharsets.UTF_8);
        String message;
        try {
            message = json.readTree(body).path("error").path("message").asString("");
        } catch (JacksonException e) {
            message = "";
        }
        return new EndpointFailure(
                "The endpoint answered " + status + (message.isEmpty() ? "." : ": " + message), null);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static final class Recording {
        private final long sentNanos;
        private @Nullable Long first;
        private @Nullable Long last;
        private int events;
        private int counted = -1;

        Recording(long sentNanos) {
            this.sentNanos = sentNanos;
        }

        void content(long at) {
            if (first == null) {
                first = at;
            }
            last = at;
            events++;
        }

        void countedByServer(JsonNode tokens) {
            if (tokens.isInt()) {
                counted = tokens.asInt();
            }
        }

        RequestTiming timing() {
            return new RequestTiming(sentNanos, first, last, counted >= 0 ? counted : events, counted >= 0);
        }
    }
}
