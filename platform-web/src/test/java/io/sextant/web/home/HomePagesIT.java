package io.sextant.web.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrives as each of the demo's people. */
class HomePagesIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"(/[^\"#]*)\"");

    @ParameterizedTest
    @ValueSource(strings = {"admin", "dana", "fin", "mei", "paula", "theo", "vik"})
    void leadsNobodyToARefusal(String name) {
        Browserless person = signedIn(name);
        List<String> links = LINK.matcher(person.get("/").body())
                .results()
                .map(link -> link.group(1).replace("&amp;", "&"))
                .distinct()
                .toList();
        assertThat(links).contains("/deployments", "/budgets");
        assertThat(links)
                .allSatisfy(link ->
                        assertThat(person.get(link).statusCode()).as(link).isLessThan(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fin", "paula", "vik"})
    void offersNoPlanToWhoMayNotPlan(String name) {
        Browserless person = signedIn(name);
        for (String page : List.of("/", "/deployments", "/catalog/meta/llama-3.1-8b-instruct")) {
            assertThat(person.get(page).body()).as(page).doesNotContain("href=\"/plan", "href=\"/compare");
        }
    }

    @Test
    void showsWhatIsChargedAgainstTheBudgetsThatOneSees() {
        assertThat(signedIn("admin").get("/").body())
                .contains("Charged against budgets", "Northwind Group, year", "Translation, month");
        assertThat(signedIn("dana").get("/").body())
                .contains("Support Chatbot, month")
                .doesNotContain("Northwind Group, year", "Translation, month");
    }

    private static Browserless signedIn(String name) {
        return Browserless.signedIn(PRODUCT.url(), name + "@demo.sextant", "sextant-demo");
    }
}
