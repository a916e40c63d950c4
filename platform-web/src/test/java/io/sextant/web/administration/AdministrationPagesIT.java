package io.sextant.web.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walks the forms of catalogue administration without scripts. */
class AdministrationPagesIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();

    private static Browserless admin;
    private static Browserless developer;
    private static Browserless byToken;

    @BeforeAll
    static void signIn() {
        admin = Browserless.signedIn(PRODUCT.url(), "admin@demo.sextant", "sextant-demo");
        developer = Browserless.signedIn(PRODUCT.url(), "dana@demo.sextant", "sextant-demo");
        byToken = Browserless.withToken(PRODUCT.url(), PRODUCT.adminToken());
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.startsWith("http")
                ? location.substring(PRODUCT.url().toString().length())
                : location;
    }

    /** The first link of the page that ends like that. */
    private static String link(String page, String end) {
        int at = page.indexOf(end);
        assertThat(at).as("%s in %s", end, page).isPositive();
        return page.substring(page.lastIndexOf('"', at) + 1, at + end.length() - 1);
    }

    @Test
    void previewsSavesChangesAndRemovesAModel() {
        String id = "test/" + Samples.unique("page");
        HttpResponse<String> preview = admin.postForm("/catalog/new", "/catalog/new", Samples.model(id, "preview"));
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        assertThat(preview.body())
                .contains("What was understood", "4.02 billion parameters", "144 KiB at 16 bit", "num_key_value_heads");
        assertThat(admin.get("/catalog/" + id).statusCode()).isEqualTo(404);

        String path = location(admin.postForm("/catalog/new", "/catalog/new", Samples.model(id, "save")));
        assertThat(path).isEqualTo("/catalog/" + id);
        assertThat(admin.get(path).body()).contains("is in the catalogue", "Added by Ada Kowalski", "vllm-fp8-tp2-pp1");
        assertThat(developer.get("/plan?model=" + id).body()).contains("Qwen3 4B of a test");

        Map<String, String> change = Samples.model(id, "");
        change.put("title", "Renamed");
        change.put("image", "");
        change.put("revision", "0");
        assertThat(location(admin.postForm(path + "/edit", path + "/edit", change)))
                .isEqualTo(path);
        assertThat(admin.get(path).body()).contains("Renamed", "Cannot be deployed yet");
        assertThat(admin.postForm(path + "/edit", path + "/edit", change).statusCode())
                .isEqualTo(412);

        location(admin.postForm(path, path + "/deprecation", Map.of("revision", "1")));
        assertThat(admin.get(path).body()).contains("Deprecated");
        location(admin.postForm(path, path + "/restoration", Map.of("revision", "2")));
        location(admin.postForm(path, path + "/removal", Map.of("revision", "3")));
        assertThat(admin.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void showsAWrongModelFormAgainWithItsErrors() {
        Map<String, String> form = Samples.model("Not An Id", "save");
        form.put("config", "{\"model_type\": \"qwen3\"}");
        form.put("totalParametersB", "many");
        HttpResponse<String> answer = admin.postForm("/catalog/new", "/catalog/new", form);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        "is not a number", "publisher/name in lower case", "hidden_size is missing", "value=\"many\"");
        form.put("config", "no json");
        assertThat(admin.postForm("/catalog/new", "/catalog/new", form).body()).contains("is not JSON");
    }

    @Test
    void takesAConfigurationAsAFile() {
        Map<String, String> form = Samples.model("test/" + Samples.unique("file"), "preview");
        form.put("config", "");
        HttpResponse<String> answer =
                admin.postFile("/catalog/new", "/catalog/new", form, "config.json", Samples.CONFIG);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("4.02 billion parameters", "&quot;model_type&quot;: &quot;qwen3&quot;");
    }

    @Test
    void addsAGpuProductPricesItAndTakesBothAway() {
        String name = Samples.unique("PAGE-GPU");
        Map<String, String> wrong = Samples.gpu(name);
        wrong.put("memoryBandwidthGbS", "3.35");
        HttpResponse<String> refused = admin.postForm("/catalog/gpus/new", "/catalog/gpus/new", wrong);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("look at the unit");

        String path = location(admin.postForm("/catalog/gpus/new", "/catalog/gpus/new", Samples.gpu(name)));
        assertThat(admin.get(path).body()).contains("Give it a price", "450 GB/s");

        Map<String, String> price = new HashMap<>(Map.of("gpu", name, "perGpuHour", "-2", "source", "contract"));
        assertThat(admin.postForm("/prices/new", "/prices/new", price).statusCode())
                .isEqualTo(422);
        price.put("perGpuHour", "2.5");
        String prices = location(admin.postForm("/prices/new", "/prices/new", price));
        String history = admin.get(prices).body();
        assertThat(history).contains("In force", "2.50", "Ada Kowalski");
        assertThat(admin.postForm(path, path + "/removal", Map.of("revision", "0"))
                        .body())
                .contains("End its prices first");

        price.put("effectiveFrom", "2033-03-01T00:00");
        location(admin.postForm("/prices/new", "/prices/new", price));
        String withdrawal = link(admin.get(prices).body(), "/withdrawal\"");
        assertThat(admin.postForm(withdrawal, withdrawal, Map.of("reason", "")).statusCode())
                .isEqualTo(422);
        location(admin.postForm(withdrawal, withdrawal, Map.of("reason", "mistyped")));
        assertThat(admin.get(prices).body()).contains("Withdrawn", "never began", "mistyped", "open end");

        String ending = link(history, "/ending\"");
        location(admin.postForm(ending, ending, Map.of("effectiveFrom", "2033-03-01T00:00", "reason", "sold then")));
        String keeping = link(admin.get(prices).body(), "/ending/withdrawal\"");
        location(admin.postForm(keeping, keeping, Map.of("reason", "not sold")));
        assertThat(admin.get(prices).body()).doesNotContain("sold then");

        assertThat(admin.postForm(ending, ending, Map.of("reason", "")).statusCode())
                .isEqualTo(422);
        location(admin.postForm(ending, ending, Map.of("reason", "test over")));
        assertThat(admin.get(prices).body()).contains("Over", "test over");

        location(admin.postForm(path, path + "/removal", Map.of("revision", "0")));
        assertThat(admin.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void uploadsMeasurementsWholeOrNotAtAll() {
        String source = Samples.unique("page-source");
        HttpResponse<String> refused = admin.postFile(
                "/measurements",
                "/measurements",
                Map.of("title", "Bad of " + source),
                "bad.csv",
                Samples.measurements(source, "-1"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Nothing was stored", "ttft_ms must be above 0");

        String path = location(admin.postFile(
                "/measurements",
                "/measurements",
                Map.of("title", "Good of " + source),
                "good.csv",
                Samples.measurements(source, "40.17")));
        assertThat(admin.get(path).body()).contains("1 rows are stored", "5 in flight", "A100-SXM-80GB · FP16 · TP2");
        assertThat(developer.get("/measurements").body())
                .contains("Good of " + source)
                .doesNotContain("Upload a file");

        location(admin.postForm(path, path + "/removal", Map.of()));
        assertThat(admin.get("/measurements").body()).contains("is removed");
        assertThat(admin.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void answersBodiesThatAreTooLarge() {
        assertThat(byToken.post("/api/v1/measurements", "text/csv", "x".repeat(8 << 20))
                        .statusCode())
                .isEqualTo(413);
        HttpResponse<String> json = byToken.post("/api/v1/models", "application/json", " ".repeat(2 << 20) + "{}");
        assertThat(json.statusCode()).isEqualTo(413);
        assertThat(json.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        HttpResponse<String> page =
                admin.postFile("/measurements", "/measurements", Map.of(), "huge.csv", "x".repeat(8 << 20));
        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(page.body()).contains("Too large");
    }

    @Test
    void offersNothingToOthers() {
        assertThat(developer.get("/catalog").body()).doesNotContain("Add a model");
        assertThat(developer.get("/catalog/new").statusCode()).isEqualTo(403);
        assertThat(developer.get("/catalog/gpus/new").statusCode()).isEqualTo(403);
        assertThat(developer.get("/prices/new").statusCode()).isEqualTo(403);
    }
}
