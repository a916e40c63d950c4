package io.sextant.api.deployment.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sextant.api.problem.PlatformProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChatClientIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch noticed = new CountDownLatch(1);
    private final List<ChatEvent> events = new ArrayList<>();
    private HttpServer server;
    private ChatClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        client = client(Duration.ofSeconds(30));
    }

    private static ChatClient client(Duration silence) {
        return new ChatClient(JSON, Duration.ofSeconds(10), silence, Duration.ofSeconds(60));
    }

    /** So that the test of an answer that never comes need not wait long. */
    private void loseCalmQuickly() {
        client.close();
        client = client(Duration.ofMillis(300));
    }

    @AfterEach
    void stop() {
        held.countDown();
        client.close();
        server.stop(0);
    }

    @Test
    void measuresTtftAndItlOfAStream() throws Exception {
        answer(exchange -> {
            OutputStream out = begin(exchange);
            say(out, "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}");
            pause(120);
            for (int i = 0; i < 5; i++) {
                say(out, "{\"choices\":[{\"delta\":{\"content\":\"word \"}}]}");
                pause(40);
            }
            say(out, "{\"choices\":[],\"usage\":{\"completion_tokens\":9}}");
            say(out, "[DONE]");
            out.close();
        });
        ask("hello");
        assertThat(events).hasSize(6);
        ChatTiming timing = ((ChatEvent.Finished) events.getLast()).measured();
        assertThat(timing.outputTokens()).isEqualTo(9);
        assertThat(timing.countedByModel()).isTrue();
        assertThat(timing.ttftMs()).isGreaterThan(110);
        // Four pauses of 40 ms between first and last piece, spread over the eight tokens after the first.
        assertThat(Objects.requireNonNull(timing.itlMs())).isGreaterThan(19);
        assertThat(timing.e2eMs()).isGreaterThan(timing.ttftMs() + 150);
    }

    @Test
    void sendsWhatTheApiExpects() throws Exception {
        List<String> bodies = new ArrayList<>();
        answer(exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            OutputStream out = begin(exchange);
            say(out, "{\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}");
            out.close();
        });
        ask("how are \"you\"?");
        JsonNode body = JSON.readTree(bodies.getFirst());
        assertThat(body.path("model").asString()).isEqualTo("meta/model");
        assertThat(body.path("messages").path(0).path("content").asString()).isEqualTo("how are \"you\"?");
        assertThat(body.path("stream").asBoolean()).isTrue();
        assertThat(body.path("max_tokens").asInt()).isEqualTo(64);
        assertThat(events.getFirst())
                .isInstanceOfSatisfying(
                        ChatEvent.Piece.class,
                        piece -> assertThat(piece.reasoning()).isTrue());
    }

    @Test
    void givesTheRequestUpWhenTheListenerHasGone() throws Exception {
        answer(exchange -> {
            OutputStream out = begin(exchange);
            try {
                for (int i = 0; i < 2000; i++) {
                    say(out, "{\"choices\":[{\"delta\":{\"content\":\"on and on \"}}]}");
                    pause(5);
                }
            } catch (IOException e) {
                noticed.countDown();
            }
        });
        assertThatThrownBy(() -> client.ask(endpoint(), new ChatPrompt("hello", 64), _ -> {
                    throw new IOException("gone");
                }))
                .hasMessage("gone");
        assertThat(noticed.await(5, TimeUnit.SECONDS))
                .as("the model's server noticed")
                .isTrue();
    }

    @Test
    void saysThatAModelIsSilent() throws Exception {
        answer(exchange -> {
            begin(exchange);
            held.await();
        });
        loseCalmQuickly();
        assertProblem("model-silent");
    }

    @Test
    void saysThatAnEndpointRefuses() throws Exception {
        answer(exchange -> {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
        });
        assertProblem("model-refused");
    }

    @Test
    void saysThatAnEndpointCannotBeReached() throws Exception {
        ChatEndpoint endpoint = endpoint();
        server.stop(0);
        assertThatThrownBy(() -> client.ask(endpoint, new ChatPrompt("hello", 64), events::add))
                .isInstanceOfSatisfying(
                        PlatformProblem.class,
                        problem -> assertThat(problem.type()).isEqualTo("model-unreachable"));
    }

    private void assertProblem(String type) {
        assertThatThrownBy(() -> ask("hello"))
                .isInstanceOfSatisfying(
                        PlatformProblem.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }

    private void ask(String message) throws Exception {
        client.ask(endpoint(), new ChatPrompt(message, 64), events::add);
    }

    private ChatEndpoint endpoint() {
        return ChatEndpoint.at("http://127.0.0.1:" + server.getAddress().getPort() + "/", "meta/model");
    }

    private void answer(Handler handler) {
        server.createContext("/v1/chat/completions", exchange -> {
            try {
                handler.handle(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static OutputStream begin(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void say(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    // The time between pieces is what is measured here.
    private static void pause(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }
}
