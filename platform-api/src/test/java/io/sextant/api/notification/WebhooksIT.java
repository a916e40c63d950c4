package io.sextant.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

class WebhooksIT extends WithReceivers {
    @Autowired
    Webhooks webhooks;

    @Autowired
    DeliverWebhooks delivering;

    @Autowired
    NoticeInbox inbox;

    @Autowired
    JdbcClient jdbc;

    private Team team;
    private Actor admin;

    @BeforeEach
    void aTeam() {
        team = people.team();
        admin = people.member(team, TeamRole.TEAM_ADMIN);
    }

    @Test
    void postsASignedBodyToTheWebhooksOfTheTeamAndOfThoseAbove() {
        Webhook.WithSecret own = webhooks.create(team.slug(), receiver("own", 204), admin);
        Actor platform = people.platform(PlatformRole.PLATFORM_ADMIN);
        Webhook.WithSecret above = webhooks.create("test-organisation", receiver("above", 200), platform);
        Team other = people.team();
        webhooks.create(other.slug(), receiver("other", 200), people.member(other, TeamRole.TEAM_ADMIN));
        tellTeam("first");
        delivering.deliverAll();

        Request request = received("own").getFirst();
        assertThat(request.body()).contains("\"title\":\"first happened\"", "\"node\":\"" + team.slug() + "\"");
        assertThat(request.body()).contains("\"url\":\"https://sextant.example.com/deployments\"");
        assertThat(request.signature())
                .isEqualTo(WebhookSignature.of(own.secret(), request.body(), clock.instant())
                        .header());
        assertThat(request.body()).contains(request.delivery());
        assertThat(received("above")).hasSize(1);
        assertThat(received("other")).isEmpty();
        assertThat(log(own)).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(WebhookDelivery.State.DELIVERED);
            assertThat(delivery.attempts())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.status()).isEqualTo(204));
        });
        webhooks.remove(above.webhook().id(), above.webhook().revision(), platform);
    }

    @Test
    void keepsTheSecretSealedAndShowsItOnce() {
        Webhook.WithSecret made = webhooks.create(team.slug(), receiver("sealed", 200), admin);
        assertThat(jdbc.sql("select secret from webhook where id = :id")
                        .param("id", made.webhook().id())
                        .query(String.class)
                        .single())
                .doesNotContain(made.secret());
        String path = "/api/v1/webhooks/" + made.webhook().id();
        assertThat(get(path, admin)).hasStatusOk().bodyText().doesNotContain("whsec_");
        assertThat(send(HttpMethod.POST, path + "/secret", admin, "", "If-Match", "\"1\""))
                .hasStatusOk()
                .bodyText()
                .contains("whsec_")
                .doesNotContain(made.secret());
    }

    @Test
    void triesAgainWithLongerPausesAndSendsTheSameBody() {
        Webhook.WithSecret made = webhooks.create(team.slug(), receiver("again", 500), admin);
        tellTeam("retried");
        delivering.deliverAll();
        delivering.deliverAll();
        assertThat(received("again")).as("the second is not due yet").hasSize(1);
        clock.advance(Duration.ofSeconds(30));
        delivering.deliverAll();
        clock.advance(Duration.ofSeconds(59));
        delivering.deliverAll();
        assertThat(received("again")).hasSize(2);
        ANSWERS.put(path("again"), 200);
        clock.advance(Duration.ofSeconds(1));
        delivering.deliverAll();
        assertThat(received("again"))
                .hasSize(3)
                .extracting(Request::body)
                .containsOnly(received("again").getFirst().body());
        assertThat(log(made).getFirst().attempts())
                .extracting(WebhookDelivery.Attempt::status)
                .containsExactly(200, 500, 500);
        assertThat(webhooks.one(made.webhook().id(), admin).failingSince()).isNull();
    }

    @Test
    void reachesAnEndpointThatWasDownOnceItIsBackAndOnlyOnce() throws IOException {
        int port = freePort();
        Webhook.WithSecret made = webhooks.create(team.slug(), "http://127.0.0.1:" + port + "/down", admin);
        tellTeam("while it was down");
        delivering.deliverAll();
        assertThat(log(made)).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(WebhookDelivery.State.WAITING);
            assertThat(delivery.attempts().getFirst().status()).isNull();
        });

        AtomicInteger arrived = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            arrived.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            clock.advance(Duration.ofSeconds(30));
            delivering.deliverAll();
            for (int hour = 0; hour < 3; hour++) {
                clock.advance(Duration.ofHours(1));
                delivering.deliverAll();
            }
        } finally {
            server.stop(0);
        }

        assertThat(arrived).hasValue(1);
        assertThat(log(made)).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(WebhookDelivery.State.DELIVERED);
            assertThat(delivery.attempts())
                    .extracting(WebhookDelivery.Attempt::status)
                    .containsExactly(204, null);
        });
    }

    @Test
    void isSwitchedOffAfterADayOfFailuresAndItsKeepersAreTold() {
        Webhook.WithSecret made = webhooks.create(team.slug(), receiver("broken", 503), admin);
        tellTeam("lost");
        for (int hour = 0; hour < 30; hour++) {
            delivering.deliverAll();
            clock.advance(Duration.ofHours(1));
        }
        Webhook webhook = webhooks.one(made.webhook().id(), admin);
        assertThat(webhook.disabled()).isTrue();
        assertThat(webhook.disabledReason()).contains("503");
        assertThat(log(made).getFirst().state()).isEqualTo(WebhookDelivery.State.GIVEN_UP);
        assertThat(inbox.list(false, new PageRequest(50, null), admin).items())
                .extracting(InboxNotice::title)
                .contains("A webhook of " + team.name() + " is switched off");
        int before = received("broken").size();
        tellTeam("while it is off");
        delivering.deliverAll();
        assertThat(received("broken")).hasSize(before);
        String path = "/api/v1/webhooks/" + webhook.id();
        assertThat(send(HttpMethod.POST, path + "/test", admin, "")).hasStatus(409);

        ANSWERS.put(path("broken"), 200);
        assertThat(send(HttpMethod.POST, path + "/enabling", admin, "", "If-Match", "\"" + webhook.revision() + "\""))
                .hasStatusOk();
        assertThat(send(
                        HttpMethod.POST,
                        path + "/deliveries/" + log(made).getFirst().id() + "/redelivery",
                        admin,
                        ""))
                .hasStatus(202);
        delivering.deliverAll();
        assertThat(log(made).getFirst().state()).isEqualTo(WebhookDelivery.State.DELIVERED);
    }

    @Test
    void logsATestDeliveryAndThatNobodyAnswered() {
        int port = freePort();
        Webhook.WithSecret made = webhooks.create(team.slug(), "http://127.0.0.1:" + port + "/", admin);
        assertThat(send(HttpMethod.POST, "/api/v1/webhooks/" + made.webhook().id() + "/test", admin, ""))
                .hasStatus(202);
        delivering.deliverAll();
        WebhookDelivery delivery = log(made).getFirst();
        assertThat(delivery.kind()).isEqualTo("TEST");
        assertThat(delivery.state()).isEqualTo(WebhookDelivery.State.GIVEN_UP);
        assertThat(delivery.attempts().getFirst().status()).isNull();
        assertThat(delivery.attempts().getFirst().problem()).isNotBlank();
    }

    @Test
    void talksToNobodyWhoseCertificateIsNotTrusted(@TempDir Path directory) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(directory.resolve("server.p12"))));
        server.createContext("/", exchange -> {
            RECEIVED.add(new Request("over TLS", "", "", ""));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "https://127.0.0.1:" + server.getAddress().getPort() + "/";
            Webhook.WithSecret made = webhooks.create(team.slug(), url, admin);
            webhooks.test(made.webhook().id(), admin);
            delivering.deliverAll();
            assertThat(log(made).getFirst().attempts().getFirst().problem()).contains("PKIX");
            assertThat(RECEIVED).extracting(Request::path).doesNotContain("over TLS");
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext selfSigned(Path keys) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-keystore",
                keys.toString(),
                "-storepass",
                "not-a-secret");
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        char[] password = "not-a-secret".toCharArray();
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(KeyStore.getInstance(keys.toFile(), password), password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.1.2.3/hook",
                "https://169.254.169.254/latest/meta-data",
                "http://[::1]:8080/",
                "https://[::ffff:10.0.0.1]/",
                "https://0.0.0.0/",
                "ftp://127.0.0.1/",
                "file:///etc/passwd",
                "https://user:pass@127.0.0.1/",
                "https:///nohost",
                "not a url",
                ""
            })
    void takesNoAddressThatItMustNotReach(String url) {
        assertThat(send(
                        HttpMethod.POST,
                        "/api/v1/webhooks",
                        admin,
                        "{\"node\": \"" + team.slug() + "\", \"url\": \"" + url + "\"}"))
                .hasStatus(400)
                .bodyText()
                .contains("/url");
    }

    @Test
    void connectsToNothingPrivateAlthoughItWasPublicWhenItWasAdded() {
        Webhook.WithSecret made = webhooks.create(team.slug(), receiver("moved", 200), admin);
        jdbc.sql("update webhook set url = 'http://10.255.255.1/' where id = :id")
                .param("id", made.webhook().id())
                .update();
        tellTeam("moved");
        delivering.deliverAll();
        assertThat(log(made).getFirst().attempts().getFirst().problem()).contains("may not reach");
    }

    @Test
    void isKeptByTheTeamsAdministratorsOnly() {
        Webhook.WithSecret made = webhooks.create(team.slug(), receiver("kept", 200), admin);
        String path = "/api/v1/webhooks/" + made.webhook().id();
        Actor member = people.member(team, TeamRole.MEMBER);
        Actor stranger = people.member(people.team(), TeamRole.TEAM_ADMIN);
        assertThat(get("/api/v1/webhooks", member)).hasStatus(403);
        assertThat(get(path, stranger)).hasStatus(404);
        assertThat(get(path + "/deliveries", stranger)).hasStatus(404);
        assertThat(get("/api/v1/webhooks", stranger)).hasStatusOk().bodyText().doesNotContain("kept");
        String body = "{\"node\": \"" + team.slug() + "\", \"url\": \"" + receiver("foreign", 200) + "\"}";
        assertThat(send(HttpMethod.POST, "/api/v1/webhooks", stranger, body)).hasStatus(400);
        assertThat(send(
                        HttpMethod.POST,
                        "/api/v1/webhooks",
                        admin,
                        "{\"node\": \"test-organisation\", \"url\": \"" + receiver("up", 200) + "\"}"))
                .hasStatus(400);
        assertThat(send(HttpMethod.PUT, path, admin, "{\"url\": \"" + receiver("new", 200) + "\"}"))
                .hasStatus(428);
        assertThat(send(
                        HttpMethod.PUT,
                        path,
                        admin,
                        "{\"url\": \"" + receiver("new", 200) + "\"}",
                        "If-Match",
                        "\"7\""))
                .hasStatus(412);
        assertThat(send(HttpMethod.DELETE, path, admin, "", "If-Match", "\"1\""))
                .hasStatus(204);
        assertThat(get(path, admin)).hasStatus(404);
    }

    private void tellTeam(String key) {
        tell(new Notice(
                NoticeKind.DEPLOYMENT_TROUBLE,
                key + "/" + team.slug(),
                new Audience.Holders(Permission.DEPLOY, team.id().value()),
                key + " happened",
                "What to do about it.",
                "/deployments"));
    }

    private String path(String name) {
        return "/" + team.slug() + "/" + name + "?a=b";
    }

    private String receiver(String name, int status) {
        return receiverAt(path(name), status);
    }

    private List<Request> received(String name) {
        return RECEIVED.stream()
                .filter(request -> request.path().equals(path(name)))
                .toList();
    }

    private List<WebhookDelivery> log(Webhook.WithSecret made) {
        return webhooks.deliveries(made.webhook().id(), new PageRequest(50, null), admin)
                .items();
    }
}
