package io.sextant.web.plan;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.sextant.web.testing.PortalInChromium;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans and compares in a real browser: sliders, charts, keyboard, and without scripts. */
class PlanBrowserE2E extends PortalInChromium {
    private static final double PATIENCE_MS = 60_000;
    private static final String QUESTION =
            "team=support-chatbot&mode=online&sla=own&percentile=P95&ttftMs=1000&itlMs=50"
                    + "&e2eMs=&load=rate&peakRequestsPerSecond=2&inputTokens=512&outputTokens=256";
    private static final String PLAN = "/plan?model=meta/llama-3.1-8b-instruct&" + QUESTION;
    private static final String COMPARE =
            "/compare?models=meta/llama-3.1-8b-instruct&models=openai/gpt-oss-20b&" + QUESTION;

    PlanBrowserE2E() {
        super("theo@demo.sextant");
    }

    @Test
    void recomputesChartAndRecommendationWhileASliderMoves() {
        try (BrowserContext context = browser().newContext()) {
            Page page = signedIn(context);
            page.navigate(url(PLAN));
            Locator drawing = page.locator("#chart-tradeoff svg");
            assertThat(drawing).isVisible(patiently());
            page.evaluate("document.getElementById('chart-tradeoff').dataset.kept = 'yes'");
            String before = page.locator("#plan-answer .verdict").textContent();

            Locator slider = page.getByLabel("Requests per second at the peak, slider");
            slider.focus();
            for (int step = 0; step < 80; step++) {
                slider.press("ArrowRight");
            }

            assertThat(page.locator("#plan-answer .verdict"))
                    .not()
                    .hasText(before, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
            String rate = page.locator("#peakRequestsPerSecond").inputValue();
            assertThat(Double.parseDouble(rate)).isGreaterThan(20);
            page.waitForURL(Pattern.compile(".*peakRequestsPerSecond=" + Pattern.quote(rate) + "(&.*)?$"));
            assertThat(page.locator("#chart-tradeoff[data-kept=yes] svg")).isVisible();
            assertThat(page.locator("#chart-growth svg")).isVisible();
            assertThat(page.locator("#maxMonthlyCost-more")).containsText("Empty: no limit.");
        }
    }

    @Test
    void tellsByKeyboardWhatAPointsTooltipTells() {
        try (BrowserContext context = browser().newContext()) {
            Page page = signedIn(context);
            page.navigate(url(PLAN));
            assertThat(page.locator("#chart-tradeoff svg")).isVisible(patiently());
            page.locator("#chart-tradeoff").focus();
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("#announcer"))
                    .hasText(Pattern.compile(".*TTFT p95 .*80 %.*(modelled|measured|calibrated).*: .+"));
            page.locator("#chart-curve").focus();
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("#announcer")).containsText("Concurrency 1, p95");
        }
    }

    @Test
    void comparesModelsAndThenGpus() {
        try (BrowserContext context = browser().newContext()) {
            Page page = signedIn(context);
            page.navigate(url(COMPARE));
            assertThat(page.locator("#chart-comparison svg")).isVisible(patiently());
            assertThat(page.locator("#comparison")).containsText("Llama 3.1 8B Instruct");

            page.getByLabel("GPUs for one model").check();
            // The models' answer names GPUs too, but never one that holds nothing.
            assertThat(page.locator("#comparison"))
                    .containsText("A10G", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS));
            page.locator("#comparison")
                    .getByRole(AriaRole.LINK, named("Cheapest"))
                    .first()
                    .click();
            assertThat(page.locator("h1")).hasText("Plan a deployment");
        }
    }

    @Test
    void plansAndComparesWithoutScripts() {
        try (BrowserContext context =
                browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = signedIn(context);
            page.navigate(url(PLAN));
            assertThat(page.locator("input[type=range]").first()).isHidden();
            page.locator("#peakRequestsPerSecond").fill("30");
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Plan").setExact(true))
                    .click();
            assertThat(page.locator("#peakRequestsPerSecond")).hasValue("30");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Compare with other models or GPUs"))
                    .click();
            assertThat(page.locator("h1")).hasText("Compare models or GPUs");
            assertThat(page.locator("#peakRequestsPerSecond")).hasValue("30");
            page.locator("#models-1").selectOption("openai/gpt-oss-20b");
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Compare").setExact(true))
                    .click();
            assertThat(page.locator("#comparison")).containsText("gpt-oss");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void noPageHasSeriousAccessibilityFaults(ColorScheme scheme) {
        try (BrowserContext context = browser().newContext(new Browser.NewContextOptions().setColorScheme(scheme))) {
            Page page = signedIn(context);
            List<String> faults = new ArrayList<>();
            page.onPageError(faults::add);
            for (String path : List.of(PLAN, PLAN.replace("ttftMs=1000", "ttftMs=1"), COMPARE, "/docs/planner")) {
                page.navigate(url(path));
                page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)");
                seriousFaults(page).forEach(fault -> faults.add(path + ": " + fault));
            }
            assertThat(faults).isEmpty();
        }
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);
    }
}
