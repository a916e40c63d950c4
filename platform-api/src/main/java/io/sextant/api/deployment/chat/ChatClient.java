package io.sextant.api.deployment.chat;

import io.sextant.api.problem.PlatformProblem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Asks an endpoint and tells the answer piece by piece; gives the request up when its listener has gone. */
public final class ChatClient implements AutoCloseable {
    private final HttpClient http;
    private final JsonMapper json;
    private final Duration silence;
    private final Duration limit;

    /**
     * A client with these patience limits.
     *
     * @param silence longest time between two pieces, the first included
     * @param limit longest time of a whole answer
     */
    public ChatClient(JsonMapper json, Duration connectTimeout, Duration silence, Duration limit) {
        // An endpoint lies in a cluster's network: neither a proxy nor another address stands between.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        this.json = json;
        this.silence = silence;
        this.limit = limit;
    }

    /** Asks and returns once the answer is complete. */
    public void ask(ChatEndpoint endpoint, ChatPrompt prompt, ChatEvent.Listener listener)
            throws IOException, InterruptedException {
        TimedBody body = new TimedBody(body(endpoint, prompt));
        HttpRequest request = HttpRequest.newBuilder(endpoint.completions())
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(body)
                .build();
        ChatLines lines = new ChatLines();
        CompletableFuture<?> exchange = http.sendAsync(request, lines.handler()).whenComplete(lines::ended);
        try {
            new Answer(body, listener).read(lines);
        } finally {
            exchange.cancel(true);
        }
    }

    private byte[] body(ChatEndpoint endpoint, ChatPrompt prompt) {
        return json.writeValueAsString(Map.of(
                        "model", endpoint.model(),
                        "messages", List.of(Map.of("role", "user", "content", prompt.message())),
                        "max_tokens", prompt.maxOutputTokens(),
                        "stream", true,
                        "stream_options", Map.of("include_usage", true)))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** One answer while it comes in. */
    private final class Answer {
        private final TimedBody body;
        private final ChatEvent.Listener listener;
        private final long began = System.nanoTime();
        private int pieces;
        private long firstNanos;
        private long lastNanos;
        private @Nullable Integer tokens;

        Answer(TimedBody body, ChatEvent.Listener listener) {
            this.body = body;
            this.listener = listener;
        }

        void read(ChatLines lines) throws IOException, InterruptedException {
            while (true) {
                switch (lines.next(patience())) {
                    case ChatLines.Item.Line line -> take(line);
                    case ChatLines.Item.End end -> {
                        finish(end.status());
                        return;
                    }
                    case ChatLines.Item.Broken broken -> throw unreachable(broken.cause());
                    case null -> throw silent();
                }
            }
        }

        private Duration patience() {
            Duration left = limit.minusNanos(System.nanoTime() - began);
            if (!left.isPositive()) {
                throw silent();
            }
            return left.compareTo(silence) < 0 ? left : silence;
        }

        private void take(ChatLines.Item.Line line) throws IOException {
            ChatChunk chunk = ChatChunk.parse(line.text(), json);
            if (chunk == null) {
                return;
            }
            if (chunk.tokens() != null) {
                tokens = chunk.tokens();
            }
            if (chunk.content()) {
                lastNanos = line.atNanos() - body.sentAtNanos();
                firstNanos = pieces == 0 ? lastNanos : firstNanos;
                pieces++;
                listener.on(new ChatEvent.Piece(chunk.text(), chunk.reasoning(), lastNanos / 1e6));
            }
        }

        private void finish(int status) throws IOException {
            if (status != 200) {
                throw new PlatformProblem.Unavailable(
                        "model-refused",
                        "The model's endpoint answered with HTTP status " + status + ".",
                        "Shorten the message, or look at the deployment's events.");
            }
            if (pieces == 0) {
                throw new PlatformProblem.Unavailable(
                        "model-said-nothing", "The model ended its answer without any content.", "Ask it again.");
            }
            listener.on(new ChatEvent.Finished(ChatTiming.of(firstNanos, lastNanos, pieces, tokens)));
        }

        private static PlatformProblem unreachable(Throwable cause) {
            PlatformProblem problem = new PlatformProblem.Unavailable(
                    "model-unreachable",
                    "The model's endpoint cannot be reached from the platform, or broke off its answer.",
                    "Try again; if it stays, look at the deployment's conditions and events.");
            problem.initCause(cause);
            return problem;
        }

        private PlatformProblem silent() {
            return new PlatformProblem.Unavailable(
                    "model-silent",
                    pieces == 0
                            ? "The model did not begin to answer in time."
                            : "The model stopped in the middle of its answer.",
                    "Try again; a replica under full load makes new requests wait.");
        }
    }
}
