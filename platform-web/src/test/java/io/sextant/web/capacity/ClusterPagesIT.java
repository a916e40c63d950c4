package io.sextant.web.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walks a cluster through its life without scripts. */
class ClusterPagesIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();
    private static final String LIST = "/capacity/clusters";
    private static final String REGISTER = "/capacity/register";

    private static Browserless admin;

    @BeforeAll
    static void signIn() {
        admin = Browserless.signedIn(PRODUCT.url(), "admin@demo.sextant", "sextant-demo");
    }

    @Test
    void registersShowsTheTokenOnceDrainsAndRetires() {
        assertThat(admin.postForm(REGISTER, REGISTER, Map.of("name", "page-one", "title", "Page one"))
                        .statusCode())
                .isEqualTo(302);
        String path = LIST + "/page-one";
        assertThat(admin.get(path).body())
                .contains("sxj_", "--from-literal=join-token=sxj_", "value: page-one", "The cluster is registered.");
        assertThat(admin.get(path).body()).doesNotContain("sxj_").contains("good until", "Never heard", "Ada Kowalski");

        assertThat(post(path, "/join-token").statusCode()).isEqualTo(302);
        assertThat(admin.get(path).body()).contains("sxj_");
        assertThat(post(path, "/drain", "1").statusCode()).isEqualTo(302);
        HttpResponse<String> stale = post(path, "/resumption", "1");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.body()).contains("Changed meanwhile", "Take back into service");
        assertThat(admin.get("/capacity").body()).contains("Page one", "the cluster is being drained");
        assertThat(post(path, "/resumption", "2").statusCode()).isEqualTo(302);
        assertThat(admin.postForm(path + "/revocation", path + "/revocation", Map.of())
                        .statusCode())
                .isEqualTo(302);

        assertThat(admin.postForm(path + "/retirement", path + "/retirement", Map.of("revision", "3"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.get(LIST).body()).contains("Retired", "Page one");
        assertThat(admin.get("/capacity").body()).doesNotContain("Page one");
        assertThat(admin.postForm(REGISTER, REGISTER, Map.of("name", "page-one", "title", "Again"))
                        .body())
                .contains("its name stays with its history");
    }

    @Test
    void showsAWrongFormAgainWithItsErrors() {
        HttpResponse<String> answer = admin.postForm(REGISTER, REGISTER, Map.of("name", "Not A Name", "title", ""));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("begins with a letter", "value=\"Not A Name\"");
    }

    @Test
    void doesNotRetireTheClusterThatTeamsHaveQuotaOn() {
        String path = LIST + "/sandbox";
        assertThat(admin.get(path + "/retirement").body())
                .contains("What has to go first", "a quota of")
                .doesNotContain("Retire it</button>");
        HttpResponse<String> refused =
                admin.postForm(path + "/retirement", path + "/retirement", Map.of("revision", "1"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Something is left on the cluster");
    }

    @Test
    void showsTheSandboxsDeployerJoined() {
        assertThat(admin.get(LIST + "/sandbox").body())
                .contains("in use since", "handed out by the sandbox", "Reporting");
    }

    @Test
    void asksTheDeployerForAnotherCredential() {
        String path = LIST + "/sandbox";
        assertThat(post(path, "/renewal").statusCode()).isEqualTo(302);
        assertThat(admin.get(path).body()).contains("replaces its credential when it reports next");
    }

    private static HttpResponse<String> post(String path, String verb) {
        return admin.postForm(path, path + verb, Map.of());
    }

    private static HttpResponse<String> post(String path, String verb, String revision) {
        return admin.postForm(path, path + verb, Map.of("revision", revision));
    }
}
