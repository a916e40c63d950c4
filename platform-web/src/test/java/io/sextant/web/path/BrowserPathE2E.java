package io.sextant.web.path;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
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

/** Walks the whole path in a real browser, with scripts and without. */
class BrowserPathE2E extends PortalInChromium {
    private static final double PATIENCE_MS = 120_000;
    private static final String PLAN =
            "/plan?team=support-chatbot&model=meta/llama-3.1-8b-instruct&mode=online&sla=own&percentile=p95"
                    + "&ttftMs=1000&itlMs=50&load=rate&peakRequestsPerSecond=1&inputTokens=512&outputTokens=256";

    BrowserPathE2E() {
        super("theo@demo.sextant");
    }

    @Test
    void aDeveloperGetsAModelTriesItAndGivesItBack() {
        try (BrowserContext context = browser().newContext()) {
            Page page = signedIn(context);
            String deployment = submit(page, "browser-chat");

            assertThat(page.locator(".badge").first())
                    .hasText("Ready", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
            page.reload();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send"))
                    .click();
            assertThat(page.locator("[data-tryit-measured=ttftMs]"))
                    .containsText("ms", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS));
            assertThat(page.locator("[data-tryit-answer]"))
                    .containsText(Pattern.compile("sandbox", Pattern.CASE_INSENSITIVE));

            assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Promised and measured")))
                    .containsText("TTFT", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Metrics over time"))
                    .click();
            assertThat(page.locator("[data-chart=served] svg")).isVisible();
            assertThat(seriousFaults(page)).isEmpty();

            page.navigate(url("/usage?team=support-chatbot"));
            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("browser-chat")))
                    .isVisible();
            retire(page, deployment);
        }
    }

    @Test
    void theFormsWorkWithoutScripts() {
        try (BrowserContext context =
                browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = signedIn(context);
            String deployment = submit(page, "plain-chat");
            untilReady(page);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send"))
                    .click();
            assertThat(page.locator("[data-tryit-measured=ttftMs]")).containsText("ms");
            page.navigate(deployment);
            retire(page, deployment);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void noPageHasSeriousAccessibilityFaultsOrLogsAnError(ColorScheme scheme) {
        try (BrowserContext context = browser().newContext(new Browser.NewContextOptions().setColorScheme(scheme))) {
            Page page = signedIn(context);
            List<String> faults = new ArrayList<>();
            page.onPageError(faults::add);
            for (String path : List.of(
                    "/",
                    "/catalog",
                    "/catalog/meta/llama-3.1-8b-instruct",
                    "/catalog/gpus",
                    PLAN,
                    "/deployments",
                    "/capacity",
                    "/sla-profiles",
                    "/sla-profiles/new",
                    "/prices",
                    "/usage")) {
                Response answer = page.navigate(url(path));
                if (answer.status() != 200) {
                    faults.add(path + ": status " + answer.status());
                }
                seriousFaults(page).forEach(fault -> faults.add(path + ": " + fault));
            }
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void aForeignTeamsDeploymentIsNotThere() {
        try (BrowserContext context = browser().newContext()) {
            Page page = signedIn(context);
            page.navigate(url("/usage?team=evaluation"));
            assertThat(page.locator("h1")).hasText("No such team");
        }
    }

    private String submit(Page page, String name) {
        page.navigate(url(PLAN));
        page.locator("input[name=name]").fill(name);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Submit this plan"))
                .click();
        assertThat(page.locator("h1")).hasText(name);
        return page.url();
    }

    private void untilReady(Page page) {
        long deadline = System.nanoTime() + (long) (PATIENCE_MS * 1e6);
        while (System.nanoTime() < deadline
                && !page.locator(".badge").first().textContent().equals("Ready")) {
            page.waitForTimeout(500);
            page.reload();
        }
        assertThat(page.locator(".badge").first()).hasText("Ready");
    }

    private void retire(Page page, String deployment) {
        page.navigate(deployment);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Retire"))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Retire it"))
                .click();
        assertThat(page.locator("h1")).hasText(Pattern.compile(".*-chat"));
        assertThat(page.locator(".badge").first()).hasText(Pattern.compile("Retir.*"));
    }
}
