package io.sextant.web.quotas;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walks the pages of quota without scripts. */
class QuotaPagesIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();
    private static final String POOL = "sandbox/NVIDIA-A10G";
    private static final String TEAM = "/quotas/translation/" + POOL;

    private static Browserless admin;
    private static Browserless developer;

    @BeforeAll
    static void signIn() {
        admin = Browserless.signedIn(PRODUCT.url(), "admin@demo.sextant", "sextant-demo");
        developer = Browserless.signedIn(PRODUCT.url(), "dana@demo.sextant", "sextant-demo");
    }

    @Test
    void showsTheTreeWithWhatIsLentAndNarrowsItToAPool() {
        String all = admin.get("/quotas").body();
        assertThat(all).contains("Northwind Group", "Model Evaluation", "H200", "0 of 8 guaranteed", "Give quota");
        String one = admin.get("/quotas?pool=" + POOL).body();
        assertThat(one).contains("A10G in sandbox").doesNotContain("Quotas of H200");
        assertThat(admin.get("/quotas?pool=nowhere/none").body()).contains("No such pool");
    }

    @Test
    void showsWhoHasNoPlatformRoleTheirOwnBranchOnly() {
        String own = developer.get("/quotas").body();
        assertThat(own)
                .contains("Support Chatbot", "Customer Care", "Northwind Group")
                .doesNotContain("Document Search", "Engineering", "Give quota");
        assertThat(developer.get(TEAM).statusCode()).isEqualTo(404);
        assertThat(developer.get(TEAM + "/edit").statusCode()).isEqualTo(403);
        assertThat(developer.get("/quotas/new").statusCode()).isEqualTo(403);
    }

    @Test
    void previewsThenSavesAndTellsTheHistory() {
        Map<String, String> form = form("6", "8", "preview");
        HttpResponse<String> refused = admin.postForm(TEAM + "/edit", TEAM + "/edit", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Engineering is guaranteed 2 GPUs", "value=\"6\"");

        form.put("raiseAbove", "true");
        HttpResponse<String> preview = admin.postForm(TEAM + "/edit", TEAM + "/edit", form);
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        assertThat(preview.body())
                .contains(
                        "What it does", "Engineering: guaranteed 6 instead of 2", "still fits", "Nothing is saved yet");

        form.put("action", "save");
        HttpResponse<String> saved = admin.postForm(TEAM + "/edit", TEAM + "/edit", form);
        assertThat(saved.statusCode()).isEqualTo(302);
        assertThat(admin.get(TEAM).body())
                .contains(
                        "The quota is set.",
                        "Limits changed",
                        "guaranteed 6, burst limit 8",
                        "Ada Kowalski",
                        "more tests");

        HttpResponse<String> stale = admin.postForm(TEAM + "/edit", TEAM + "/edit", form);
        assertThat(stale.statusCode()).isEqualTo(422);
        assertThat(stale.body()).contains("Somebody changed this quota meanwhile", "name=\"revision\" value=\"2\"");
    }

    @Test
    void showsAWrongFormAgainWithItsErrors() {
        HttpResponse<String> answer = admin.postForm(TEAM + "/edit", TEAM + "/edit", form("many", "", "save"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("is not a number", "Say how many GPUs, or 0.", "value=\"many\"");
        assertThat(admin.postForm(TEAM + "/edit", TEAM + "/edit", form("6", "3", "save"))
                        .body())
                .contains("The burst limit is at least what is guaranteed");
    }

    @Test
    void leadsToTheFormOfAnyNodeAndPool() {
        assertThat(admin.get("/quotas/new").body()).contains("Customer Care", "A10G in sandbox");
        HttpResponse<String> chosen = admin.get("/quotas/new?node=research&pool=" + POOL);
        assertThat(chosen.statusCode()).isEqualTo(302);
        assertThat(chosen.headers().firstValue("Location").orElse("")).endsWith("/quotas/research/" + POOL + "/edit");
    }

    @Test
    void asksForMoreAndDecides() {
        String ask = "/quotas/requests/new";
        Map<String, String> wish = new HashMap<>(Map.of(
                "team", "support-chatbot", "pool", POOL, "guaranteedGpus", "3", "burstLimitGpus", "", "reason", ""));
        HttpResponse<String> refused = developer.postForm(ask, ask, wish);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("somebody decides by it", "value=\"3\"");
        wish.put("reason", "a pilot of ours");
        String path = developer
                .postForm(ask, ask, wish)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(developer.get(path).body())
                .contains("Waiting", "Withdraw the request", "A platform administrator who did not ask")
                .doesNotContain(">Approve<");
        assertThat(admin.get("/").body()).contains("Support Chatbot asks for more quota: a pilot of ours");
        assertThat(admin.get(path).body()).contains(">Approve<", "What granting it does");

        HttpResponse<String> unexplained = admin.postForm(path, path + "/denial", Map.of("revision", "1"));
        assertThat(unexplained.statusCode()).isEqualTo(422);
        assertThat(unexplained.body()).contains("Say why");
        Map<String, String> yes = Map.of("revision", "1", "reason", "fine", "raiseAbove", "true");
        assertThat(admin.postForm(path, path + "/approval", yes).statusCode()).isEqualTo(302);
        assertThat(developer.get(path).body()).contains("Approved", "fine").doesNotContain("Withdraw the request");
        assertThat(developer.get("/quotas/requests").body()).contains("Approved", "Ada Kowalski");
        assertThat(admin.get("/quotas/support-chatbot/" + POOL).body()).contains("Asked for by Dana Okafor");
    }

    @Test
    void holdsQuotaAgainstTheClusters() {
        assertThat(admin.get("/quotas/reconciliation").body()).contains("Quota against the clusters");
        assertThat(developer.get("/quotas/reconciliation").statusCode()).isEqualTo(403);
    }

    private static Map<String, String> form(String guaranteed, String burst, String action) {
        return new HashMap<>(Map.of(
                "guaranteedGpus",
                guaranteed,
                "burstLimitGpus",
                burst,
                "lendableGpus",
                "0",
                "reason",
                "more tests",
                "revision",
                "1",
                "action",
                action));
    }
}
