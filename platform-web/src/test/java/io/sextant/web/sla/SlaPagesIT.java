package io.sextant.web.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SlaPagesIT {
    private static final String NEW = "/sla-profiles/new";

    private static Browserless keeper;
    private static Browserless stranger;

    @BeforeAll
    static void signIn() {
        StartedProduct product = StartedProduct.shared();
        keeper = Browserless.signedIn(product.url(), "theo@demo.sextant", "sextant-demo");
        stranger = Browserless.signedIn(product.url(), "mei@demo.sextant", "sextant-demo");
    }

    private static Map<String, String> form(String name, String ttftMs) {
        return new HashMap<>(Map.of(
                "owner", "support-chatbot",
                "name", name,
                "mode", "online",
                "percentile", "p95",
                "ttftMs", ttftMs));
    }

    private static String created(String name) {
        HttpResponse<String> answer = keeper.postForm(NEW, "/sla-profiles", form(name, "150"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.indexOf("/sla-profiles/"));
    }

    private static HttpResponse<String> edited(String path, String name, String revision, String ttftMs) {
        Map<String, String> form = form(name, ttftMs);
        form.put("revision", revision);
        return keeper.postForm(path + "/edit", path + "/versions", form);
    }

    @Test
    void createsEditsRetiresAndRestoresWithoutScripts() {
        String path = created("Made on a page");
        assertThat(keeper.get(path).body()).contains("Made on a page is saved as version 1.", "150 ms");

        assertThat(edited(path, "Edited on a page", "0", "200").statusCode()).isEqualTo(302);
        assertThat(keeper.get(path).body()).contains("Edited on a page", "200 ms", "150 ms");

        assertThat(keeper.postForm(path, path + "/retirement", Map.of("revision", "1"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(keeper.get(path).body()).contains("Restore", "Retired on");
        assertThat(keeper.get("/sla-profiles?text=Edited+on").body()).contains("No profile matches");

        assertThat(keeper.postForm(path, path + "/restoration", Map.of("revision", "2"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(keeper.get(path).body()).contains("can be chosen again", "Retire");
    }

    @Test
    void showsAWrongFormAgainWithItsErrorsInPlace() {
        HttpResponse<String> answer = keeper.postForm(NEW, "/sla-profiles", form("x", "fast"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("is not a number", "The name must have 3 to 60 characters.", "value=\"fast\"");
        HttpResponse<String> taken = keeper.postForm(NEW, "/sla-profiles", form("Help desk", "150"));
        assertThat(taken.statusCode()).isEqualTo(422);
        assertThat(taken.body()).contains("There is already an active profile");
    }

    @Test
    void keepsTheEntriesOfAnEditThatComesTooLate() {
        String path = created("Contended on a page");
        assertThat(edited(path, "Contended on a page", "0", "200").statusCode()).isEqualTo(302);
        HttpResponse<String> late = edited(path, "Contended on a page", "0", "333");
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("Changed meanwhile", "value=\"333\"");
        assertThat(keeper.get(path).body()).contains("200 ms").doesNotContain("333 ms");
    }

    @Test
    void hidesATeamsProfileFromOthers() {
        String path = created("Secret on a page");
        assertThat(stranger.get(path).statusCode()).isEqualTo(404);
        assertThat(stranger.get("/sla-profiles").body()).doesNotContain("Secret on a page");
        assertThat(stranger.get(NEW).statusCode()).isEqualTo(403);
    }
}
