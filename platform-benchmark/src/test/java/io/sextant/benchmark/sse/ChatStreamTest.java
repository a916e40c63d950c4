package io.sextant.benchmark.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sextant.benchmark.metric.RequestTiming;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatStreamTest {
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void skipsTheRoleAndMeasuresFromTheFirstText() throws Exception {
        answer(200, """
                data: {"choices":[{"delta":{"role":"assistant","content":""}}]}

                data: {"choices":[{"delta":{"content":"Hel"}}]}

                data: {"choices":[{"delta":{"content":"lo"}}]}

                data: {"choices":[],"usage":{"completion_tokens":5}}

                data: [DONE]
                """);
        List<String> texts = new ArrayList<>();

        RequestTiming timing = stream().run(request(), texts::add);

        assertThat(texts).containsExactly("Hel", "lo");
        assertThat(timing.outputTokens()).isEqualTo(5);
        assertThat(timing.tokensCountedByServer()).isTrue();
        assertThat(timing.ttftMs()).isPositive();
        assertThat(timing.itlMs()).isNotNegative();
    }

    @Test
    void countsEventsWhereTheServerDoesNotCount() throws Exception {
        answer(200, "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: [DONE]\n\n");

        RequestTiming timing = stream().run(request(), text -> {});

        assertThat(timing.outputTokens()).isEqualTo(1);
        assertThat(timing.tokensCountedByServer()).isFalse();
        assertThat(timing.itlMs()).isNull();
    }

    @Test
    void passesOnWhyTheEndpointRefused() {
        answer(404, "{\"error\":{\"message\":\"no such model\"}}");

        assertThatThrownBy(() -> stream().run(request(), text -> {}))
                .isInstanceOf(EndpointFailure.class)
                .hasMessage("The endpoint answered 404: no such model");
    }

    @Test
    void endsTheRequestWhenTheReaderGoesAway() throws Exception {
        CountDownLatch noticed = new CountDownLatch(1);
        server.createContext("/v1/chat/completions", exchange -> streamUntilBroken(exchange, noticed));

        assertThatThrownBy(() -> stream().run(request(), text -> {
                    throw new IllegalStateException("reader went away");
                }))
                .hasMessage("reader went away");

        assertThat(noticed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void streamUntilBroken(HttpExchange exchange, CountDownLatch noticed) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            byte[] event = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1_000_000; i++) {
                body.write(event);
                body.flush();
            }
        } catch (IOException e) {
            noticed.countDown();
        }
    }

    private void answer(int status, String body) {
        server.createContext("/v1/chat/completions", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private ChatStream stream() {
        return new ChatStream(HttpClient.newHttpClient());
    }

    private ChatRequest request() {
        return new ChatRequest(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "m", "Hi", 16, Duration.ofSeconds(10));
    }
}
