package io.sextant.web.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Asks GPUs back that a running deployment has borrowed, on the pages of quota, and withdraws it again. */
class ReclaimPagesIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();
    private static final String POOL = "sandbox/NVIDIA-H200";
    private static final String FORM = "/quotas/reclaims/new";
    // As much load as takes more than the four H200s that Code Assistant is guaranteed.
    private static final String PLAN = """
            {"team": "code-assistant", "model": "meta/llama-3.1-70b-instruct",
             "workload": {"inputTokens": 512, "outputTokens": 256},
             "demand": {"kind": "requestRate", "peakRequestsPerSecond": 24},
             "sla": {"kind": "targets", "percentile": "P95", "ttftMs": 900, "itlMs": 60},
             "limits": {"gpuProducts": ["NVIDIA-H200"]}}
            """;

    @Test
    void warnsWhoBorrowedAndSparesThemWhenItIsWithdrawn() {
        RestSteps steps = new RestSteps(Browserless.withToken(PRODUCT.url(), PRODUCT.adminToken()));
        Browserless admin = Browserless.signedIn(PRODUCT.url(), "admin@demo.sextant", "sextant-demo");
        Browserless borrower = Browserless.signedIn(PRODUCT.url(), "mei@demo.sextant", "sextant-demo");
        String name = "borrows-" + UUID.randomUUID().toString().substring(0, 8);
        JsonNode plan = steps.plan(PLAN);
        HttpResponse<String> submitted =
                steps.submit(name, plan, UUID.randomUUID().toString(), "OFFLINE");
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(201);
        String deployment =
                "/deployments/" + RestSteps.json(submitted).path("id").asString();

        assertThat(admin.get("/quotas/evaluation/" + POOL).body())
                .contains("Guaranteed, and lent to others now", "Ask lent GPUs back");
        Map<String, String> wish = new HashMap<>(Map.of(
                "team", "evaluation", "pool", POOL, "gpus", "9", "reason", "A week of tests", "action", "preview"));
        HttpResponse<String> tooMany = admin.postForm(FORM, FORM, wish);
        assertThat(tooMany.statusCode()).isEqualTo(422);
        assertThat(tooMany.body()).contains("at most 8 can be asked back", "value=\"9\"");
        wish.put("gpus", "8");
        assertThat(admin.postForm(FORM, FORM, wish).body()).contains("What it does", name, "Code Assistant");
        assertThat(borrower.get(deployment).body()).doesNotContain("borrowed GPUs that the team");

        wish.put("action", "ask");
        String path = admin.postForm(FORM, FORM, wish)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(admin.get(path).body())
                .contains("are free for the team", "kept for it and held by others still", name);
        assertThat(admin.get("/quotas/evaluation/" + POOL).body()).contains("8 GPUs are asked back for the team");
        assertThat(admin.postForm(FORM, FORM, wish).body()).contains("has asked GPUs of");
        assertThat(borrower.get(deployment).body()).contains("It runs on borrowed GPUs");
        assertThat(borrower.get("/notices").body()).contains("To be stopped, since it runs on borrowed GPUs: " + name);
        assertThat(borrower.get(path).statusCode()).isEqualTo(404);

        HttpResponse<String> stale = admin.postForm(path, path + "/withdrawal", Map.of("revision", "7"));
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.body()).contains("changed meanwhile");
        assertThat(admin.postForm(path, path + "/withdrawal", Map.of("revision", "1"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.get("/quotas/reclaims").body()).contains("Withdrawn");
        assertThat(borrower.get(deployment).body()).doesNotContain("It runs on borrowed GPUs");
        assertThat(borrower.get("/notices").body()).contains(name + " need not end");
        borrower.postForm(deployment + "/retirement", deployment + "/retirement", Map.of());
    }
}
