package io.sextant.web.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks the forms of the fault page without scripts; what it causes strikes a place where there is nothing. */
class FaultPagesIT {
    private static final String PAGE = "/sandbox/faults";
    private static final StartedProduct PRODUCT = StartedProduct.shared();

    private final Browserless admin = Browserless.signedIn(PRODUCT.url(), "admin@demo.sextant", "sextant-demo");

    @AfterEach
    void clear() {
        PRODUCT.bean(FaultClient.class).clearAll();
    }

    private static Map<String, String> fault(String kind, String target, String seconds, String times) {
        return Map.of("kind", kind, "target", target, "seconds", seconds, "times", times);
    }

    private static Map<String, String> draw(String seed, String count, String longest) {
        return Map.of("seed", seed, "count", count, "longest", longest);
    }

    @Test
    void causesAFaultShowsItAndClearsIt() {
        HttpResponse<String> caused =
                admin.postForm(PAGE, PAGE, fault("download-fails", "sextant-nowhere/nobody", "600", "2"));
        assertThat(caused.statusCode()).as(caused.body()).isEqualTo(302);
        String page = admin.get(PAGE).body();
        assertThat(page).contains("The fault holds", "sextant-nowhere/nobody", "0 of 2 struck, in ");

        Matcher clearing = Pattern.compile(PAGE + "/f\\d+/clearing").matcher(page);
        assertThat(clearing.find()).isTrue();
        assertThat(admin.postForm(PAGE, clearing.group(), Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(admin.get(PAGE).body()).contains("The fault is cleared.", "Nothing is wrong with the cluster.");
    }

    @Test
    void clearsAllAtOnce() {
        admin.postForm(PAGE, PAGE, fault("no-gpu", "sextant-nowhere/nobody", "", ""));
        admin.postForm(PAGE, PAGE, fault("clock-ahead", "sextant-nowhere/nobody", "", ""));
        assertThat(admin.get(PAGE).body()).contains("No free GPU", "clock ahead", "When cleared");

        assertThat(admin.postForm(PAGE, PAGE + "/clearing", Map.of()).statusCode())
                .isEqualTo(302);

        assertThat(admin.get(PAGE).body()).contains("All faults are cleared.", "Nothing is wrong with the cluster.");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', '', Choose one of the faults.",
        "no-gpu, node:gpu-1, '', '', does not strike nodes",
        "node-lost, sextant-a/chat, '', '', strikes nodes",
        "no-gpu, '', 0, '', A whole number from 1 to 604800",
        "no-gpu, '', '', many, A whole number from 1 to 100000",
    })
    void showsAWrongFaultAgainWithItsErrors(String kind, String target, String seconds, String times, String said) {
        HttpResponse<String> answer = admin.postForm(PAGE, PAGE, fault(kind, target, seconds, times));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(said, "Nothing is wrong with the cluster.");
        assertThat(times.isEmpty() || answer.body().contains("value=\"" + times + "\""))
                .isTrue();
    }

    @Test
    void drawsFaultsBySeed() {
        HttpResponse<String> drawn = admin.postForm(PAGE, PAGE + "/random", draw("5", "1", "1"));

        assertThat(drawn.statusCode()).as(drawn.body()).isEqualTo(302);
        assertThat(admin.get(PAGE).body()).contains("Faults drawn by seed 5");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 5, 60, 999999999",
        "1, 51, 60, from 1 to 50",
        "1, 5, 0, from 1 to 86400",
        "'', '', '', from 1 to 50"
    })
    void showsAWrongDrawAgainWithItsErrors(String seed, String count, String longest, String said) {
        HttpResponse<String> answer = admin.postForm(PAGE, PAGE + "/random", draw(seed, count, longest));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(said, "value=\"" + count + "\"");
    }

    @Test
    void passesOnThatTheClusterTakesNoMoreFaultsAndCausesNone() {
        FaultClient faults = PRODUCT.bean(FaultClient.class);
        Map<String, Object> harmless = new HashMap<>(Map.of("kind", "no-gpu", "namespace", "sextant-nowhere"));
        for (int i = 0; i < 199; i++) {
            faults.cause(harmless);
        }

        HttpResponse<String> answer = admin.postForm(PAGE, PAGE + "/random", draw("1", "2", "1"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("there can be 200 faults at a time, and there are 199");
        assertThat(faults.all().active()).hasSize(199);
    }
}
