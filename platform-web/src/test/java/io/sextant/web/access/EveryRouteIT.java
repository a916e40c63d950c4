package io.sextant.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrganisationSetup;
import io.sextant.api.tenancy.SignIn;
import io.sextant.api.tenancy.Tokens;
import io.sextant.web.access.Route.Audience;
import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Tries every route the controllers declare as every role, as a stranger without any, as another team's member, with an
 * expired token and without one.
 *
 * <p>Where a role suffices only reading routes are called: the others would change what other tests stand on.
 */
class EveryRouteIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();
    private static final Set<Integer> REFUSED = Set.of(401, 403, 404);

    private static Browserless nobody;
    private static Browserless strangerByApi;
    private static Browserless strangerByPage;
    private static Browserless foreignerByApi;
    private static Browserless foreignerByPage;

    @BeforeAll
    static void signIn() {
        Actor stranger = PRODUCT.bean(OrganisationSetup.class)
                .demoUser("stranger@demo.sextant", "A Stranger", "not-published-1", Set.of(), Map.of());
        Tokens tokens = PRODUCT.bean(Tokens.class);
        nobody = Browserless.anonymous(PRODUCT.url());
        strangerByApi = Browserless.withToken(PRODUCT.url(), tokens.issue(stranger.id(), "test"));
        strangerByPage = Browserless.signedIn(PRODUCT.url(), "stranger@demo.sextant", "not-published-1");
        Actor mei = PRODUCT.bean(SignIn.class)
                .check("mei@demo.sextant", "sextant-demo")
                .orElseThrow();
        foreignerByApi = Browserless.withToken(PRODUCT.url(), tokens.issue(mei.id(), "test"));
        foreignerByPage = Browserless.signedIn(PRODUCT.url(), "mei@demo.sextant", "sextant-demo");
    }

    static List<Route> all() {
        return Route.all(PRODUCT.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class));
    }

    static Stream<Route> closed() {
        return all().stream().filter(route -> route.audience() != Audience.ANYONE);
    }

    static Stream<Route> withPermission() {
        return all().stream()
                .filter(route -> route.audience() == Audience.PERMITTED || route.audience() == Audience.DEPLOYER);
    }

    static Stream<Route> aboutATeam() {
        return closed().filter(route -> route.path().contains("support-chatbot"));
    }

    @Test
    void thereAreRoutesOfBothKinds() {
        assertThat(all()).anyMatch(Route::isApi).anyMatch(route -> !route.isApi());
    }

    @ParameterizedTest
    @MethodSource("closed")
    void isClosedToNobody(Route route) {
        HttpResponse<String> answer = nobody.send(route.method(), route.path());
        if (route.isApi()) {
            assertThat(answer.statusCode()).as(route.toString()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        } else if (answer.statusCode() == 302) {
            assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/signin");
        } else {
            assertThat(answer.statusCode()).as(route.toString()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @MethodSource("withPermission")
    void isClosedToAStrangerWithoutARole(Route route) {
        Browserless stranger = route.isApi() ? strangerByApi : strangerByPage;
        assertThat(stranger.send(route.method(), route.path()).statusCode())
                .as(route.toString())
                .isIn(REFUSED);
    }

    @ParameterizedTest
    @MethodSource("aboutATeam")
    void doesNotExistForAnotherTeamsMember(Route route) {
        Browserless foreigner = route.isApi() ? foreignerByApi : foreignerByPage;
        assertThat(foreigner.send(route.method(), route.path()).statusCode())
                .as(route.toString())
                .isIn(REFUSED);
    }

    /** Everybody who can sign in, by name. */
    static Stream<String> everybody() {
        return Stream.of(
                "admin@demo.sextant",
                "paula@demo.sextant",
                "fin@demo.sextant",
                "theo@demo.sextant",
                "dana@demo.sextant",
                "vik@demo.sextant",
                "mei@demo.sextant",
                "stranger@demo.sextant");
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void letsEveryRoleInWhereItsPermissionsSayAndNowhereElse(String username) {
        String password = username.startsWith("stranger") ? "not-published-1" : "sextant-demo";
        Actor actor = PRODUCT.bean(SignIn.class).check(username, password).orElseThrow();
        Browserless byApi =
                Browserless.withToken(PRODUCT.url(), PRODUCT.bean(Tokens.class).issue(actor.id(), "matrix"));
        Browserless byPage = Browserless.signedIn(PRODUCT.url(), username, password);
        List<String> wrong = new ArrayList<>();
        for (Route route : all()) {
            boolean open = route.isOpenTo(actor);
            if (!open || route.method().equals("GET")) {
                HttpResponse<String> answer = (route.isApi() ? byApi : byPage).send(route.method(), route.path());
                int status = answer.statusCode();
                boolean answered = (status < 500 || route.path().equals("/error"))
                        && !answer.body().contains("Beyond your teams");
                boolean right = open
                        ? answered && status != 401 && (status != 403 || !route.isOpenEverywhereTo(actor))
                        : REFUSED.contains(status);
                if (!right) {
                    wrong.add(route + " answered " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void opensNothingToATokenThatHasExpired() {
        Actor admin = PRODUCT.bean(SignIn.class)
                .check("admin@demo.sextant", "sextant-demo")
                .orElseThrow();
        String token = PRODUCT.bean(Tokens.class).issue(admin.id(), "expires");
        PRODUCT.bean(JdbcClient.class)
                .sql(
                        "update api_token set created_at = now() - interval '2 days', expires_at = now() - interval '1 day'"
                                + " where id = :id")
                .param("id", token.split("_", 3)[1])
                .update();
        Browserless client = Browserless.withToken(PRODUCT.url(), token);
        assertThat(closed().filter(Route::isApi))
                .allSatisfy(route -> assertThat(
                                client.send(route.method(), route.path()).statusCode())
                        .isEqualTo(401));
    }

    @Test
    void refusesATokenThatWasRevoked() {
        Tokens tokens = PRODUCT.bean(Tokens.class);
        Actor dana = PRODUCT.bean(SignIn.class)
                .check("dana@demo.sextant", "sextant-demo")
                .orElseThrow();
        String token = tokens.issue(dana.id(), "revoked soon");
        Browserless client = Browserless.withToken(PRODUCT.url(), token);
        assertThat(client.get("/api/v1/me").statusCode()).isEqualTo(200);

        tokens.revoke(dana.id(), "revoked soon");

        assertThat(client.get("/api/v1/me").statusCode()).isEqualTo(401);
    }
}
