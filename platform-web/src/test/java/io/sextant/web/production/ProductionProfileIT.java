package io.sextant.web.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.SignIn;
import io.sextant.web.SextantApplication;
import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductionProfileIT {
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private EmbeddedPostgres postgres;

    @BeforeAll
    void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(StartedProduct.freshDirectory().toFile())
                .start();
    }

    @AfterAll
    void stopPostgres() throws IOException {
        postgres.close();
    }

    @Test
    void refusesToStartWithoutATokenKey() {
        assertThatThrownBy(() -> start("postgres")).rootCause().hasMessageContaining("SEXTANT_SECURITY_TOKEN_KEY");
    }

    @Test
    void refusesToStartWithATokenKeyThatIsTooShort() {
        assertThatThrownBy(() -> start("postgres", "--sextant.security.token-key=c2hvcnQ="))
                .rootCause()
                .hasMessageContaining("at least 32");
    }

    @Test
    void refusesToStartWithHalfAnIdentityProvider() {
        assertThatThrownBy(() -> start(
                        "postgres",
                        "--sextant.security.token-key=" + KEY,
                        "--sextant.oidc.issuer=https://login.example.org"))
                .rootCause()
                .hasMessageContaining("SEXTANT_OIDC_CLIENT_ID");
    }

    @Test
    void refusesToStartWhereNobodyCouldSignIn() {
        assertThatThrownBy(() -> start(
                        "postgres", "--sextant.security.token-key=" + KEY, "--sextant.security.local-sign-in=false"))
                .rootCause()
                .hasMessageContaining("Nobody could sign in");
    }

    @Test
    void startsOnACleanDatabaseWithoutAnyAccountOrHint() throws Exception {
        createDatabase("clean");
        try (ConfigurableApplicationContext context = start("clean", "--sextant.security.token-key=" + KEY)) {
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/signin"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("demo.sextant").doesNotContain("sextant-demo");
            assertThat(context.getBeanNamesForType(io.sextant.web.signin.SignInHints.class))
                    .hasSize(1);
        }
    }

    @Test
    void makesTheFirstAdministratorOnceAndServesSecureCookies() throws Exception {
        createDatabase("first");
        String[] first = {
            "--sextant.security.token-key=" + KEY,
            "--sextant.security.first-administrator.username=Root@example.org",
            "--sextant.security.first-administrator.password=open sesame, once"
        };
        start("first", first).close();
        try (ConfigurableApplicationContext context = start("first", first)) {
            SignIn signIn = context.getBean(SignIn.class);
            assertThat(signIn.check("root@example.org", "open sesame, once")).hasValueSatisfying(root -> {
                assertThat(root.passwordDue()).isTrue();
                assertThat(root.platformRoles()).containsExactly(PlatformRole.PLATFORM_ADMIN);
            });
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/signin"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(page.headers().allValues("Set-Cookie"))
                    .anySatisfy(cookie -> assertThat(cookie).contains("sextant=", "Secure", "HttpOnly"));
        }
    }

    @Test
    void servesOneSessionFromTwoInstancesUntilItEndsOnEither() throws Exception {
        createDatabase("shared");
        String password = "open sesame, once";
        String chosen = "a long walk on the beach";
        String[] settings = {
            "--sextant.security.token-key=" + KEY,
            "--sextant.security.first-administrator.username=root@example.org",
            "--sextant.security.first-administrator.password=" + password,
            // The test talks to the instances without TLS.
            "--server.servlet.session.cookie.secure=false"
        };
        try (ConfigurableApplicationContext first = start("shared", settings);
                ConfigurableApplicationContext second = start("shared", settings)) {
            Browserless onFirst = Browserless.signedIn(address(first), "root@example.org", password);
            Browserless onSecond = onFirst.at(address(second));

            HttpResponse<String> changed = onSecond.postForm(
                    "/account/password",
                    "/account/password",
                    Map.of("currentPassword", password, "newPassword", chosen, "again", chosen));
            assertThat(changed.statusCode()).isEqualTo(302);
            assertThat(onFirst.get("/tokens").statusCode()).isEqualTo(200);
            assertThat(onSecond.get("/tokens").statusCode()).isEqualTo(200);

            onSecond.postForm("/tokens", "/signout", Map.of());

            assertThat(onSecond.get("/tokens").statusCode()).isEqualTo(302);
            assertThat(onFirst.get("/tokens").statusCode()).isEqualTo(302);
        }
    }

    private static URI address(ConfigurableApplicationContext instance) {
        return URI.create("http://127.0.0.1:" + instance.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Test
    void refusesADatabaseThatHoldsDemoAccounts() throws Exception {
        createDatabase("demo");
        start("demo", "--sextant.security.token-key=" + KEY).close();
        try (var connection = postgres.getDatabase("postgres", "demo").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into user_account (id, username, display_name, password_hash, demo, created_at)
                    values (gen_random_uuid(), 'x@demo', 'X', 'y', true, now())
                    """);
        }
        assertThatThrownBy(() -> start("demo", "--sextant.security.token-key=" + KEY))
                .rootCause()
                .hasMessageContaining("demo accounts");
    }

    private void createDatabase(String name) throws java.sql.SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
    }

    private ConfigurableApplicationContext start(String database, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.profiles.active=production",
                "--server.port=0",
                "--SPRING_DATASOURCE_URL=" + postgres.getJdbcUrl("postgres", database),
                "--SPRING_DATASOURCE_USERNAME=postgres",
                "--SPRING_DATASOURCE_PASSWORD="));
        arguments.addAll(List.of(more));
        return SpringApplication.run(SextantApplication.class, arguments.toArray(String[]::new));
    }
}
