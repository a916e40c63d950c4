package io.sextant.api.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** The module with a real SMTP server, and a real HTTP server that webhooks may be sent to. */
@ApiTest
abstract class WithReceivers {
    static final GreenMail SMTP = new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    static final Map<String, Integer> ANSWERS = new ConcurrentHashMap<>();
    static final List<Request> RECEIVED = new CopyOnWriteArrayList<>();
    static final HttpServer HTTP = receiver();

    @Autowired
    Notices notices;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MockMvcTester rest;

    /** What the HTTP server was sent. */
    record Request(String path, String signature, String delivery, String body) {}

    @DynamicPropertySource
    static void receivers(DynamicPropertyRegistry properties) {
        SMTP.start();
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> SMTP.getSmtp().getServerSetup().getPort());
        properties.add("sextant.notification.mail-from", () -> "sextant@example.com");
        properties.add("sextant.notification.portal-url", () -> "https://sextant.example.com");
        properties.add("sextant.notification.webhook.plain-http", () -> "true");
        properties.add("sextant.notification.webhook.allowed-networks", () -> "127.0.0.0/8");
        properties.add("sextant.notification.webhook.timeout", () -> "2s");
    }

    void tell(Notice notice) {
        transaction.executeWithoutResult(status -> notices.tell(notice));
    }

    MvcTestResult send(HttpMethod method, String path, Actor actor, String body, String... headers) {
        var request = rest.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, people.bearer(actor))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        for (int i = 0; i < headers.length; i += 2) {
            request = request.header(headers[i], headers[i + 1]);
        }
        return request.exchange();
    }

    MvcTestResult get(String path, Actor actor) {
        return rest.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, people.bearer(actor))
                .exchange();
    }

    /** The address of a path that answers with that status until it is told otherwise. */
    static String receiverAt(String path, int status) {
        ANSWERS.put(path, status);
        return "http://127.0.0.1:" + HTTP.getAddress().getPort() + path;
    }

    private static HttpServer receiver() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().toString();
                RECEIVED.add(new Request(
                        path,
                        exchange.getRequestHeaders().getFirst("X-Sextant-Signature"),
                        exchange.getRequestHeaders().getFirst("X-Sextant-Delivery"),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                exchange.sendResponseHeaders(ANSWERS.getOrDefault(path, 404), -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
