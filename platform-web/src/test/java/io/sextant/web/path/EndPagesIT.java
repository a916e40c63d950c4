package io.sextant.web.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sets the end of a deployment on its page, and finds it wherever the deployment is shown. */
class EndPagesIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();

    @Test
    void setsTheEndOfADeploymentAndTellsItsTeamWhatIsToDo() {
        RestSteps steps = new RestSteps(Browserless.withToken(PRODUCT.url(), PRODUCT.adminToken()));
        Browserless member = Browserless.signedIn(PRODUCT.url(), "mei@demo.sextant", "sextant-demo");
        String name = "ends-" + UUID.randomUUID().toString().substring(0, 8);
        JsonNode plan = steps.plan("code-assistant", "meta/llama-3.1-8b-instruct", 600);
        HttpResponse<String> submitted =
                steps.submit(name, plan, UUID.randomUUID().toString());
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(201);
        String path = "/deployments/" + RestSteps.json(submitted).path("id").asString();
        String form = path + "/end";
        assertThat(member.get(path).body()).contains("never by itself", "Set an end");
        assertThat(member.get("/").body()).doesNotContain(name + " ends on");

        HttpResponse<String> past = member.postForm(form, form, Map.of("revision", "0", "endsOn", "2020-01-01"));
        assertThat(past.statusCode()).isEqualTo(422);
        assertThat(past.body()).contains("ten minutes ahead", "value=\"2020-01-01\"");
        assertThat(member.postForm(form, form, Map.of("revision", "0", "endsOn", "soon"))
                        .body())
                .contains("Enter a day");

        String lastDay = LocalDate.now(ZoneOffset.UTC).plusDays(5).toString();
        assertThat(member.postForm(form, form, Map.of("revision", "0", "endsOn", lastDay))
                        .statusCode())
                .isEqualTo(302);
        assertThat(member.get(path).body()).contains("unless that is changed", "Change the end");
        assertThat(member.get(form).body()).contains("value=\"" + lastDay + "\"", "as Mei Tanaka set");
        assertThat(member.get("/").body()).contains(name + " ends on", "extend it if it is still needed");
        assertThat(member.postForm(form, form, Map.of("revision", "0", "endsOn", ""))
                        .body())
                .contains("set by somebody else meanwhile");

        Browserless other = Browserless.signedIn(PRODUCT.url(), "theo@demo.sextant", "sextant-demo");
        assertThat(other.get(form).statusCode()).isEqualTo(404);
        member.postForm(path + "/retirement", path + "/retirement", Map.of());
    }
}
