package io.sextant.web.notices;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walks the pages of notices and webhooks without scripts. */
class NoticePagesIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();
    private static final Pattern NEWEST = Pattern.compile("name=\"newest\" value=\"(\\d+)\"");
    private static final Pattern FIRST = Pattern.compile("action=\"(/notices/\\d+)\"");

    private static Browserless admin;
    private static Browserless developer;
    private static Browserless keeper;

    @BeforeAll
    static void signIn() {
        admin = Browserless.signedIn(PRODUCT.url(), "admin@demo.sextant", "sextant-demo");
        developer = Browserless.signedIn(PRODUCT.url(), "mei@demo.sextant", "sextant-demo");
        keeper = Browserless.signedIn(PRODUCT.url(), "theo@demo.sextant", "sextant-demo");
    }

    @Test
    void tellsOfARequestAndItsDecisionAndLeadsToBoth() {
        String reason = "notices " + UUID.randomUUID();
        String path = ask(reason);
        String list = admin.get("/notices").body();
        assertThat(list).contains("Code Assistant asks for more quota", reason, "New");
        assertThat(admin.get("/plan").body()).contains("<span class=\"visually-hidden\"> unread</span>");
        HttpResponse<String> opened = admin.postForm("/notices", first(list), Map.of());
        assertThat(opened.statusCode()).isEqualTo(302);
        assertThat(opened.headers().firstValue("Location").orElse("")).endsWith(path);

        admin.postForm(path, path + "/denial", Map.of("revision", "1", "reason", "none left"));
        String told = developer.get("/notices").body();
        assertThat(told).contains("The request of Code Assistant for more quota is denied", "none left");
        Matcher newest = NEWEST.matcher(told);
        assertThat(newest.find()).isTrue();
        assertThat(developer
                        .postForm("/notices", "/notices/reading", Map.of("newest", newest.group(1)))
                        .statusCode())
                .isEqualTo(302);
        assertThat(developer.get("/notices?unread=true").body()).contains("Nothing unread");
    }

    @Test
    void keepsWhatOneWantsByEmail() {
        String page = "/notices/preferences";
        assertThat(developer.get(page).body()).contains("mei@demo.sextant", "checked=\"checked\"");
        assertThat(developer.postForm(page, page, Map.of("kind", "TOKEN_END")).statusCode())
                .isEqualTo(302);
        String kept = developer.get(page).body();
        assertThat(kept).contains("Your choice is kept.");
        assertThat(kept.split("checked=\"checked\"", -1)).hasSize(2);
    }

    @Test
    void addsAWebhookWithASecretThatIsShownOnceAndKeepsItFromOthers() {
        Map<String, String> form = new HashMap<>(Map.of("node", "support-chatbot", "url", "https://10.0.0.1/hook"));
        HttpResponse<String> refused = keeper.postForm("/webhooks", "/webhooks", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("may not reach", "value=\"https://10.0.0.1/hook\"");
        form.put("url", "http://127.0.0.1:9/hook");
        HttpResponse<String> added = keeper.postForm("/webhooks", "/webhooks", form);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(302);
        String path = path(added);
        assertThat(keeper.get(path).body()).contains("whsec_", "Nothing sent yet");
        assertThat(keeper.get(path).body()).doesNotContain("whsec_");
        assertThat(keeper.get("/webhooks").body()).contains("http://127.0.0.1:9/hook", "Support Chatbot");
        assertThat(keeper.postForm(path, path + "/test", Map.of()).statusCode()).isEqualTo(302);
        assertThat(keeper.get(path).body()).contains("A test of this webhook");

        assertThat(developer.get("/webhooks").statusCode()).isEqualTo(403);
        assertThat(admin.get(path).statusCode()).isEqualTo(200);
        assertThat(keeper.postForm(path, path, Map.of("revision", "9", "url", "http://127.0.0.1:9/other"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(keeper.postForm(path, path + "/removal", Map.of("revision", "1"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(keeper.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void homeShowsWhatWaitsForWhom() {
        String path = ask("home " + UUID.randomUUID());
        assertThat(admin.get("/").body()).contains("Code Assistant asks for more quota", path);
        assertThat(developer.get("/").body()).doesNotContain(path);
        Browserless viewer = Browserless.signedIn(PRODUCT.url(), "vik@demo.sextant", "sextant-demo");
        assertThat(viewer.get("/").body()).contains("Nothing waits for you.");
        developer.postForm(path, path + "/withdrawal", Map.of("revision", "1"));
    }

    private static String ask(String reason) {
        String form = "/quotas/requests/new";
        return path(developer.postForm(
                form,
                form,
                Map.of(
                        "team",
                        "code-assistant",
                        "pool",
                        "sandbox/NVIDIA-L40S",
                        "guaranteedGpus",
                        "2",
                        "burstLimitGpus",
                        "",
                        "reason",
                        reason)));
    }

    private static String path(HttpResponse<String> redirect) {
        return redirect.headers()
                .firstValue("Location")
                .map(location -> location.replaceFirst("^https?://[^/]+", ""))
                .orElseThrow();
    }

    private static String first(String list) {
        Matcher entry = FIRST.matcher(list);
        assertThat(entry.find()).isTrue();
        return entry.group(1);
    }
}
