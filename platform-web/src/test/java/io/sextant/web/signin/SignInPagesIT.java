package io.sextant.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a browser's session stands on: where it is kept, when its id changes, where a sign-in leads, and when it is refused. */
class SignInPagesIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @Test
    void keepsSessionsInTheDatabaseWithNothingButWhoseTheyAre() throws Exception {
        signIn("dana@demo.sextant", "sextant-demo", "");
        String id = new String(Base64.getDecoder().decode(cookie().getValue()), StandardCharsets.UTF_8);

        List<String> attributes = PRODUCT.bean(JdbcClient.class)
                .sql("select attribute_name from spring_session_attributes a join spring_session s"
                        + " on s.primary_id = a.session_primary_id where s.session_id = :id")
                .param("id", id)
                .query(String.class)
                .list();

        assertThat(attributes).contains("sextant.user").noneMatch(name -> name.contains("SPRING_SECURITY_CONTEXT"));
        PRODUCT.bean(JdbcClient.class)
                .sql("delete from spring_session where session_id = :id")
                .param("id", id)
                .update();
        assertThat(get("/deployments").statusCode()).isEqualTo(302);
    }

    @Test
    void givesTheSessionANewIdAtSignInAndACookieThatScriptsCannotRead() throws Exception {
        String form = get("/signin").body();
        String before = cookie().getValue();
        HttpResponse<String> answer = post("/signin", "dana@demo.sextant", "sextant-demo", csrf(form));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(cookie().getValue()).isNotEqualTo(before);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).contains("sextant=", "HttpOnly", "SameSite=Lax"));
    }

    @Test
    void leadsNowhereElseAfterSignIn() throws Exception {
        for (String target : List.of("//evil.example", "https://evil.example/", "/\\evil.example")) {
            HttpResponse<String> answer = signIn(
                    "dana@demo.sextant", "sextant-demo", "?continue=" + encode(target) + "&redirect=" + encode(target));
            assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("evil");
            cookies.getCookieStore().removeAll();
        }
    }

    @Test
    void letsPagesRunTheProductsOwnScriptsOnlyAndNobodyFrameThem() throws Exception {
        signIn("dana@demo.sextant", "sextant-demo", "");
        for (String path : List.of("/signin", "/", "/deployments", "/nowhere")) {
            HttpResponse<String> answer = get(path);
            List<String> policy = List.of(answer.headers()
                    .firstValue("Content-Security-Policy")
                    .orElse("")
                    .split("; *"));

            assertThat(policy)
                    .as(path)
                    .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'self'")
                    .noneMatch(directive -> directive.contains("unsafe"));
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
    }

    @Test
    void refusesAFormWithoutTheTokenOfItsSession() throws Exception {
        signIn("dana@demo.sextant", "sextant-demo", "");
        assertThat(post("/tokens", "x", "x", "").statusCode()).isEqualTo(403);
        assertThat(post("/tokens", "x", "x", "of-another-session").statusCode()).isEqualTo(403);
    }

    @Test
    void answersTooManyFailuresWith429AndWhenToComeBack() throws Exception {
        String name = UUID.randomUUID() + "@nowhere.test";
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(name, "wrong", "")
                            .headers()
                            .firstValue("Location")
                            .orElse(""))
                    .endsWith("/signin?failed");
        }
        HttpResponse<String> locked = signIn(name, "wrong", "");
        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(locked.headers().firstValue("Retry-After")).isPresent();
        assertThat(locked.body()).contains("Too many attempts", "seconds, then try again.");
    }

    @Test
    void walksANewAccountFromItsFirstPasswordToItsOwn() throws Exception {
        Browserless admin = Browserless.signedIn(PRODUCT.url(), "admin@demo.sextant", "sextant-demo");
        String username = UUID.randomUUID() + "@test.sextant";
        HttpResponse<String> made =
                admin.postForm("/accounts", "/accounts", Map.of("username", username, "displayName", "New Person"));
        assertThat(made.statusCode()).isEqualTo(302);
        String path =
                URI.create(made.headers().firstValue("Location").orElseThrow()).getPath();
        Matcher shown = Pattern.compile("data-copy-source>([^<]{20})<")
                .matcher(admin.get(path).body());
        assertThat(shown.find()).isTrue();
        String lent = shown.group(1);
        assertThat(admin.get(path).body()).doesNotContain(lent);

        Browserless person = Browserless.signedIn(PRODUCT.url(), username, lent);
        assertThat(person.get("/deployments").headers().firstValue("Location").orElse(""))
                .endsWith("/account/password");
        assertThat(person.postForm(
                                "/account/password",
                                "/account/password",
                                Map.of("currentPassword", lent, "newPassword", "short", "again", "short"))
                        .statusCode())
                .isEqualTo(422);
        Browserless elsewhere = Browserless.signedIn(PRODUCT.url(), username, lent);
        String chosen = "a long walk on the beach";
        assertThat(person.postForm(
                                "/account/password",
                                "/account/password",
                                Map.of("currentPassword", lent, "newPassword", chosen, "again", chosen))
                        .statusCode())
                .isEqualTo(302);
        assertThat(person.get("/tokens").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/tokens").statusCode()).isEqualTo(302);
    }

    @Test
    void showsANewTokenOnceAndKeepsItNowhereInClear() throws Exception {
        Browserless theo = Browserless.signedIn(PRODUCT.url(), "theo@demo.sextant", "sextant-demo");
        String name = "page " + UUID.randomUUID();
        assertThat(theo.postForm("/tokens", "/tokens", Map.of("name", name, "team", "", "lifetimeDays", "1"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(PRODUCT.bean(JdbcClient.class)
                        .sql(
                                "select count(*) from spring_session_attributes where position('sxt_'::bytea in attribute_bytes) > 0")
                        .query(Integer.class)
                        .single())
                .isZero();
        Matcher token = Pattern.compile("sxt_[a-z0-9]{12}_[A-Za-z0-9_-]{43}")
                .matcher(theo.get("/tokens").body());
        assertThat(token.find()).isTrue();
        assertThat(Browserless.withToken(PRODUCT.url(), token.group())
                        .get("/api/v1/me")
                        .statusCode())
                .isEqualTo(200);
        assertThat(theo.get("/tokens").body()).contains(name).doesNotContain(token.group());
        assertThat(theo.postForm("/tokens", "/tokens", Map.of("name", "", "team", "", "lifetimeDays", "many"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void keepsMembersAndServiceAccountsOnThePageOfTheTeam() {
        Browserless theo = Browserless.signedIn(PRODUCT.url(), "theo@demo.sextant", "sextant-demo");
        String page = "/members/support-chatbot";
        assertThat(theo.get(page).body()).contains("dana@demo.sextant", "Add somebody");
        assertThat(theo.postForm(page, page, Map.of("username", "fin@demo.sextant", "role", "VIEWER"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(theo.get(page).body()).contains("Fin Gallagher");
        assertThat(theo.postForm(page, page + "/removal", Map.of("username", "fin@demo.sextant"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(theo.get(page).body()).contains("fin@demo.sextant is no longer in");
        assertThat(theo.get(page).body()).doesNotContain("fin@demo.sextant");
        assertThat(theo.postForm(page, page, Map.of("username", "who@demo.sextant", "role", "VIEWER"))
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> made = theo.postForm(
                page,
                page + "/service-accounts",
                Map.of("name", "n" + UUID.randomUUID().toString().substring(0, 8), "role", "MEMBER"));
        String service =
                URI.create(made.headers().firstValue("Location").orElseThrow()).getPath();
        theo.postForm(service, service + "/tokens", Map.of("name", "ci", "lifetimeDays", "7"));
        assertThat(theo.get(service).body()).contains("sxt_", "Rotate");
        Browserless dana = Browserless.signedIn(PRODUCT.url(), "dana@demo.sextant", "sextant-demo");
        assertThat(dana.get(page).body()).contains("Members of Support Chatbot").doesNotContain("Add somebody");
    }

    @Test
    void growsTheTreeAndShowsWhatAMoveDoesToQuotaFirst() {
        Browserless admin = Browserless.signedIn(PRODUCT.url(), "admin@demo.sextant", "sextant-demo");
        String slug = "n" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, String> form = Map.of("kind", "TEAM", "name", "New Team", "slug", slug, "parent", "research");
        assertThat(admin.postForm("/organisation", "/organisation", form).statusCode())
                .isEqualTo(302);
        assertThat(admin.postForm("/organisation", "/organisation", form).statusCode())
                .isEqualTo(422);
        String page = "/organisation/" + slug;
        assertThat(admin.postForm(page, page + "/parent", Map.of("revision", "1", "parent", "engineering"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.postForm(page, page + "/name", Map.of("revision", "1", "name", "Late"))
                        .statusCode())
                .isEqualTo(412);
        assertThat(admin.postForm(page, page + "/archive", Map.of("revision", "2"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.get("/organisation").body()).contains("Archived");
        String busy = "/organisation/support-chatbot";
        assertThat(admin.get(busy + "/move?parent=research").body())
                .contains("Move Support Chatbot below Research", "is guaranteed")
                .doesNotContain("Move it");
        HttpResponse<String> refused =
                admin.postForm(busy, busy + "/parent", Map.of("revision", "1", "parent", "research"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("More is guaranteed than there is");
    }

    private HttpResponse<String> signIn(String username, String password, String query) throws Exception {
        return post(
                "/signin" + query,
                username,
                password,
                csrf(get("/signin" + query).body()));
    }

    private static String csrf(String page) {
        Matcher token = CSRF.matcher(page);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private HttpCookie cookie() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("sextant"))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(PRODUCT.url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String username, String password, String csrf)
            throws IOException, InterruptedException {
        String body = "username=" + encode(username) + "&password=" + encode(password) + "&_csrf=" + encode(csrf);
        return browser.send(
                HttpRequest.newBuilder(PRODUCT.url().resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
