package io.sextant.web.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Account;
import io.sextant.api.tenancy.Accounts;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Members;
import io.sextant.api.tenancy.OrganisationSetup;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.SignIn;
import io.sextant.api.tenancy.SignInOutcome;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.tenancy.Tokens;
import io.sextant.api.tenancy.UserId;
import io.sextant.web.SextantApplication;
import io.sextant.web.testing.Chromium;
import io.sextant.web.testing.StartedProduct;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

/** The platform as an installation runs it, beside a real identity provider, with passwords switched off. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class OidcSignInIT {
    private static final String EMERGENCY = "root@example.org";
    private static final String EMERGENCY_PASSWORD = "open sesame, once";
    private static final Set<String> SESSION =
            Set.of("sextant.user", "sextant.since", "sextant.until", "sextant.proof");

    private OpenIdProvider provider;
    private EmbeddedPostgres postgres;
    private ConfigurableApplicationContext context;
    private URI product;
    private Actor admin;
    private Team team;
    private HttpResponse<String> whileDown;

    @BeforeAll
    void startEverythingWhileTheProviderIsDown() throws Exception {
        provider = OpenIdProvider.start();
        provider.down(true);
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(StartedProduct.freshDirectory().toFile())
                .start();
        context = SpringApplication.run(
                SextantApplication.class,
                "--spring.profiles.active=production",
                "--server.port=0",
                "--server.servlet.session.cookie.secure=false",
                "--SPRING_DATASOURCE_URL=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--SPRING_DATASOURCE_USERNAME=postgres",
                "--SPRING_DATASOURCE_PASSWORD=",
                "--sextant.security.token-key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                "--sextant.security.first-administrator.username=" + EMERGENCY,
                "--sextant.security.first-administrator.password=" + EMERGENCY_PASSWORD,
                "--sextant.security.local-sign-in=false",
                "--sextant.oidc.issuer=" + provider.issuer(),
                "--sextant.oidc.client-id=" + OpenIdProvider.CLIENT,
                "--sextant.oidc.client-secret=" + OpenIdProvider.SECRET,
                "--sextant.oidc.name=Example SSO",
                "--sextant.oidc.role-prefix=sextant-",
                "--sextant.oidc.roles[0].value=gpu-operations",
                "--sextant.oidc.roles[0].platform=PLATFORM_ADMIN",
                "--sextant.oidc.roles[1].value=all-of-support",
                "--sextant.oidc.roles[1].node=support",
                "--sextant.oidc.roles[1].role=VIEWER");
        product = URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
        provider.trust(product.toString());
        OrganisationSetup setup = context.getBean(OrganisationSetup.class);
        setup.department("support", "Support", "organisation");
        team = setup.team("chat-one", "Chat One", "support");
        setup.team("chat-two", "Chat Two", "support");
        admin = context.getBean(SignIn.class)
                .check(EMERGENCY, EMERGENCY_PASSWORD)
                .orElseThrow();
        Visitor visitor = new Visitor(product);
        whileDown = visitor.get(Visitor.location(visitor.page(OidcSignIn.BEGIN)));
        provider.down(false);
    }

    @AfterAll
    void stopEverything() throws Exception {
        context.close();
        postgres.close();
        provider.close();
    }

    @AfterEach
    void straightenTheProvider() {
        provider.bend(null);
        provider.forge(false);
    }

    @Test
    void startsWithoutTheProviderAndSaysSoToWhoWantsToSignIn() {
        assertThat(whileDown.statusCode()).isEqualTo(200);
        assertThat(whileDown.body())
                .contains("Example SSO does not answer.", "Try again in some minutes", "Sign in with Example SSO")
                .doesNotContain("Exception", "id=\"password\"");
    }

    @Test
    void goesToTheProviderWithStateNonceAndProofKey() {
        String there =
                Visitor.location(new Visitor(product).page(OidcSignIn.BEGIN)).toString();
        assertThat(there)
                .startsWith(provider.issuer() + "/oauth2/authorize?response_type=code&client_id=sextant")
                .contains("&state=", "&nonce=", "&code_challenge=", "code_challenge_method=S256");
    }

    @Test
    void letsSomebodyNewInAsWhoTheyAreAndWithTheRolesOfTheirGroups() {
        String name = someone("sextant-chat-one-team-admin", "all-of-support", "sextant-auditor", "of no meaning");
        Visitor visitor = new Visitor(product);
        visitor.page("/signin");
        String before = visitor.session();

        assertThat(visitor.signIn(name)).isEqualTo("/");

        assertThat(visitor.session()).isNotEmpty().isNotEqualTo(before);
        assertThat(visitor.page("/").body()).contains("Person " + name);
        Account account = account(name);
        assertThat(account.displayName()).isEqualTo("Person " + name);
        assertThat(account.platformRoles()).isEmpty();
        assertThat(account.claimedPlatformRoles()).containsExactly(PlatformRole.AUDITOR);
        assertThat(account.password()).isFalse();
        assertThat(account.memberships())
                .extracting(one -> one.team().slug() + " " + one.role() + " " + one.given())
                .containsExactly("chat-one TEAM_ADMIN null", "chat-two VIEWER null");
        assertThat(attributes(visitor))
                .allSatisfy(attribute -> assertThat(SESSION).contains(attribute));
        assertThat(trail(address(name))).contains("account.create DONE", "session.begin DONE");
        assertThat(visitor.page("/account/password").body()).contains("the identity provider signs you in");
    }

    @Test
    void followsTheClaimsAtEverySignInAndLeavesAloneWhatWasGivenByHand() {
        String name = someone("sextant-chat-one-member", "gpu-operations");
        new Visitor(product).signIn(name);
        Account first = account(name);
        String token = context.getBean(Tokens.class).issue(first.id(), "of " + name);
        context.getBean(Members.class).assign(team, first.username(), TeamRole.VIEWER, admin);

        provider.knows(
                name,
                Map.of(
                        "name",
                        "Another Name",
                        "email",
                        "new-" + address(name),
                        "email_verified",
                        true,
                        "groups",
                        List.of()));
        Visitor visitor = new Visitor(product);
        assertThat(visitor.signIn(name)).isEqualTo("/");

        Account then = account("new-" + name);
        assertThat(then.id()).isEqualTo(first.id());
        assertThat(then.displayName()).isEqualTo("Another Name");
        assertThat(then.claimedPlatformRoles()).isEmpty();
        assertThat(then.memberships())
                .extracting(one -> one.team().slug() + " " + one.role() + " " + one.given())
                .containsExactly("chat-one VIEWER VIEWER");
        assertThat(context.getBean(Tokens.class)
                        .authenticate(token)
                        .orElseThrow()
                        .platformRoles())
                .isEmpty();
        assertThat(trail(then.username())).contains("account.follow-claims DONE");
        assertThatThrownBy(() -> context.getBean(Accounts.class).resetPassword(then.id(), then.revision(), admin))
                .isInstanceOf(PlatformProblem.Conflict.class);
    }

    @Test
    void takesRolesAwayEvenFromWhoIsThenNotLetIn() {
        String name = someone("sextant-chat-one-member");
        new Visitor(product).signIn(name);
        provider.knows(name, claims(name));

        Visitor visitor = new Visitor(product);
        assertThat(visitor.signIn(name)).isEqualTo("/signin?refused=no-role");

        assertThat(visitor.page("/signin?refused=no-role").body())
                .contains("none of your groups there gives you a role");
        assertThat(visitor.page("/deployments").statusCode()).isEqualTo(302);
        assertThat(account(name).memberships()).isEmpty();
        assertThat(trail(address(name))).contains("session.begin DENIED");
    }

    @Test
    void makesNoAccountOfWhoHasNoRole() {
        String name = someone("of no meaning", "sextant-no-such-team-member");
        assertThat(new Visitor(product).signIn(name)).isEqualTo("/signin?refused=no-role");
        assertThat(accounts()).noneMatch(account -> account.username().equals(address(name)));
    }

    @Test
    void refusesAnAccountThatIsOutOfUse() {
        String name = someone("sextant-chat-one-member");
        Visitor visitor = new Visitor(product);
        visitor.signIn(name);
        Account account = account(name);
        context.getBean(Accounts.class).disable(account.id(), account.revision(), admin);

        assertThat(visitor.page("/deployments").statusCode()).isEqualTo(302);
        assertThat(new Visitor(product).signIn(name)).isEqualTo("/signin?refused=disabled");
    }

    @Test
    void refusesAnAddressThatTheProviderDoesNotVouchForOrDoesNotTell() {
        String name = someone("sextant-chat-one-member");
        provider.knows(
                name,
                Map.of("email", address(name), "email_verified", false, "groups", List.of("sextant-chat-one-member")));
        assertThat(new Visitor(product).signIn(name)).isEqualTo("/signin?refused=unverified-email");
        provider.knows(name, Map.of("groups", List.of("sextant-chat-one-member")));
        assertThat(new Visitor(product).signIn(name)).isEqualTo("/signin?refused=no-email");
    }

    @Test
    void takesNoAccountForAnotherByItsAddressUntilAnAdministratorJoinsThem() {
        String name = someone("sextant-chat-one-member");
        UserId local = context.getBean(OrganisationSetup.class)
                .demoUser(address(name), "Local Person", "not used for signing in", Set.of(), Map.of())
                .id();
        assertThat(new Visitor(product).signIn(name)).isEqualTo("/signin?refused=name-taken");

        Visitor operator = new Visitor(product);
        String operations = someone("gpu-operations");
        operator.signIn(operations);
        String page = "/accounts/" + local;
        assertThat(operator.page(page).body()).contains("Join with the user of Example SSO");
        assertThat(operator.page("/accounts").body())
                .contains("Whoever signs in with Example SSO gets an account by it.")
                .doesNotContain("Make an account");
        assertThat(operator.page("/members/chat-one").statusCode()).isEqualTo(200);
        assertThat(operator.post(page, page + "/provider-link", Map.of("revision", "1"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(operator.page(page).body()).contains("takes the account over by signing in");

        assertThat(new Visitor(product).signIn(name)).isEqualTo("/");
        assertThat(account(name).id()).isEqualTo(local);
        assertThat(account(name).issuers()).containsExactly(provider.issuer());
        assertThat(operator.post(page, page + "/provider-link", Map.of("revision", "9"))
                        .statusCode())
                .isIn(409, 412);
        assertThat(trail(address(name))).contains("account.link DONE");
    }

    @Test
    void refusesAStateThatIsNotTheSessionsOwn() {
        String name = someone("sextant-chat-one-member");
        Visitor visitor = new Visitor(product);
        URI callback = visitor.toCallback(name);
        assertThat(led(visitor, URI.create(callback + "x"))).isEqualTo("/signin?refused=stale");
        assertThat(led(new Visitor(product), callback)).isEqualTo("/signin?refused=stale");
        assertThat(visitor.page("/signin?refused=stale").body()).contains("Begin again from here");
    }

    @Test
    void takesACodeOnce() {
        String name = someone("sextant-chat-one-member");
        Visitor visitor = new Visitor(product);
        URI callback = visitor.toCallback(name);
        assertThat(led(visitor, callback)).isEqualTo("/");
        assertThat(led(visitor, callback)).isEqualTo("/signin?refused=stale");

        String code = parameter(callback, "code");
        Visitor other = new Visitor(product);
        URI next = other.toCallback(name);
        assertThat(led(other, URI.create(next.toString().replace(parameter(next, "code"), code))))
                .isEqualTo("/signin?refused=used");
    }

    static Stream<Arguments> bends() {
        return Stream.of(
                bend("stale", claims -> claims.claim("nonce", "another")),
                bend("audience", claims -> claims.audience(List.of("another"))),
                bend("audience", claims -> claims.issuer("https://another.example")),
                bend(
                        "clock",
                        claims -> claims.issuedAt(Instant.now().plusSeconds(900))
                                .expiresAt(Instant.now().plusSeconds(1800))),
                bend(
                        "clock",
                        claims -> claims.issuedAt(Instant.now().minusSeconds(1800))
                                .expiresAt(Instant.now().minusSeconds(900))));
    }

    private static Arguments bend(String refusal, Consumer<JwtClaimsSet.Builder> bend) {
        return Arguments.of(refusal, bend);
    }

    @ParameterizedTest
    @MethodSource("bends")
    void refusesAnswersThatAreNotForUsNow(String refusal, Consumer<JwtClaimsSet.Builder> bend) {
        String name = someone("sextant-chat-one-member");
        provider.bend(bend);
        assertThat(new Visitor(product).signIn(name)).isEqualTo("/signin?refused=" + refusal);
        assertThat(accounts()).noneMatch(account -> account.username().equals(address(name)));
    }

    @Test
    void refusesAKeyThatIsNotPublishedAndTakesANewOneThatIs() {
        String name = someone("sextant-chat-one-member");
        new Visitor(product).signIn(name);
        provider.forge(true);
        assertThat(new Visitor(product).signIn(name)).isEqualTo("/signin?refused=key");
        provider.renewKey();
        assertThat(new Visitor(product).signIn(name)).isEqualTo("/");
    }

    @Test
    void tellsInWordsThatTheProviderRefused() {
        Visitor visitor = new Visitor(product);
        String state = parameter(Visitor.location(visitor.page(OidcSignIn.BEGIN)), "state");
        String path = OidcSignIn.CALLBACK + "?error=access_denied&error_description=%3Cb%3Eno&state=" + state;
        assertThat(led(visitor, product.resolve(path))).isEqualTo("/signin?refused=denied");
        assertThat(visitor.page("/signin?refused=denied").body()).contains("Example SSO did not let you through");
        assertThat(visitor.page("/signin?refused=%3Cscript%3E").body()).doesNotContain("Sign-in failed");
    }

    @Test
    void leadsToThePageThatWasAskedForAndNowhereElse() {
        String name = someone("sextant-chat-one-member");
        Visitor visitor = new Visitor(product);
        visitor.page("/deployments?team=chat-one");
        assertThat(visitor.signIn(name)).startsWith("/deployments?team=chat-one");
        Visitor other = new Visitor(product);
        other.page("/signin?continue=//evil.example&redirect=https://evil.example");
        other.page(OidcSignIn.BEGIN + "?continue=//evil.example");
        assertThat(other.signIn(name)).isEqualTo("/");
    }

    @Test
    void endsTheSessionAtTheProviderToo() {
        String name = someone("sextant-chat-one-member");
        Visitor visitor = new Visitor(product);
        visitor.signIn(name);

        HttpResponse<String> answer = visitor.post("/", "/signout", Map.of());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("You are signed out", "Go on to Example SSO");
        String onwards = answer.headers().firstValue("Refresh").orElseThrow().substring("0; url=".length());
        assertThat(onwards).startsWith(provider.issuer() + "/connect/logout?id_token_hint=");
        HttpResponse<String> ended = visitor.get(URI.create(onwards));
        assertThat(Visitor.location(ended)).isEqualTo(product.resolve(SignOut.SIGNED_OUT));
        assertThat(Visitor.location(visitor.page(SignOut.SIGNED_OUT)).toString())
                .endsWith("/signin?signedout");
        assertThat(visitor.page("/deployments").statusCode()).isEqualTo(302);
        // Asked again, the provider wants to know who it is.
        HttpResponse<String> again = visitor.get(Visitor.location(visitor.page(OidcSignIn.BEGIN)));
        assertThat(Visitor.location(again).getPath()).isEqualTo("/login");
    }

    @Test
    void knowsOnePasswordForEmergenciesAndNoOther() {
        Visitor visitor = new Visitor(product);
        assertThat(visitor.page("/signin").body()).contains("Emergency account").doesNotContain("name=\"password\"");
        assertThat(Visitor.location(visitor.post(
                                "/signin?local",
                                "/signin",
                                Map.of("username", EMERGENCY, "password", EMERGENCY_PASSWORD)))
                        .getPath())
                .isEqualTo("/");
        String local = UUID.randomUUID() + "@example.org";
        context.getBean(OrganisationSetup.class).demoUser(local, "Local", "a long walk", Set.of(), Map.of());
        assertThat(context.getBean(SignIn.class).attempt(local, "a long walk", "10.0.0.1"))
                .isInstanceOf(SignInOutcome.Refused.class);
        assertThatThrownBy(() -> context.getBean(Accounts.class).create("x@example.org", "X", Set.of(), admin))
                .isInstanceOf(PlatformProblem.Conflict.class);
    }

    @Test
    void asksAgainWhoItIsWhenTheSessionsTimeIsOver() {
        String name = someone("sextant-chat-one-member");
        Visitor visitor = new Visitor(product);
        visitor.signIn(name);
        assertThat(visitor.page("/deployments").statusCode()).isEqualTo(200);
        SessionUsers sessions = context.getBean(SessionUsers.class);
        MockHttpSession session = new MockHttpSession();
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSession(session);
        session.setAttribute("sextant.user", account(name).id().toString());
        session.setAttribute("sextant.since", Instant.now().toEpochMilli());
        assertThat(sessions.loadDeferredContext(request).get().getAuthentication())
                .isNotNull();
        session.setAttribute("sextant.until", Instant.now().minusSeconds(1).toEpochMilli());
        assertThat(sessions.loadDeferredContext(request).get().getAuthentication())
                .isNull();
    }

    @Test
    void walksThroughARealBrowserThereAndBackAgain() {
        String name = someone("sextant-chat-one-member");
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.browser().newContext().newPage();
            page.navigate(product + "/deployments");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with Example SSO"))
                    .click();
            page.locator("#username").fill(name);
            page.locator("#password").fill(OpenIdProvider.PASSWORD);
            page.locator("button[type=submit]").click();
            assertThat(page.locator("h1")).hasText("Deployments");
            page.locator(".button-signout").first().click();
            assertThat(page.locator("main")).containsText("You are signed out.");
            assertThat(page).hasURL(product + "/signin?signedout");
        }
    }

    private String someone(String... groups) {
        String name = "p" + UUID.randomUUID().toString().substring(0, 8);
        provider.knows(name, claims(name, groups));
        return name;
    }

    private static Map<String, Object> claims(String name, String... groups) {
        return Map.of(
                "name",
                "Person " + name,
                "email",
                address(name).replace("@e", "@E"),
                "email_verified",
                true,
                "groups",
                List.of(groups));
    }

    private static String address(String name) {
        return name + "@example.org";
    }

    private Account account(String name) {
        return accounts().stream()
                .filter(account -> account.username().equals(address(name)))
                .findFirst()
                .orElseThrow();
    }

    private List<Account> accounts() {
        return context.getBean(Accounts.class).all(admin);
    }

    private List<String> attributes(Visitor visitor) {
        return context.getBean(JdbcClient.class)
                .sql("select attribute_name from spring_session_attributes a join spring_session s"
                        + " on s.primary_id = a.session_primary_id"
                        + " where s.session_id = :id and attribute_name like 'sextant.%'")
                .param("id", new String(Base64.getDecoder().decode(visitor.session()), StandardCharsets.UTF_8))
                .query(String.class)
                .list();
    }

    private List<String> trail(String object) {
        return context.getBean(JdbcClient.class)
                .sql("select action || ' ' || result from audit_entry where object_id = :object")
                .param("object", object)
                .query(String.class)
                .list();
    }

    private static String led(Visitor visitor, URI address) {
        URI to = Visitor.location(visitor.get(address));
        return to.getPath() + (to.getQuery() == null ? "" : "?" + to.getQuery());
    }

    private static String parameter(URI address, String name) {
        return Stream.of(address.getRawQuery().split("&"))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }
}
