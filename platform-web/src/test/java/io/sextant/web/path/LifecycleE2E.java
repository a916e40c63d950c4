package io.sextant.web.path;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.sextant.web.testing.PortalInChromium;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Walks a deployment through its changes in a real browser: preview, resize, stop, start, roll back. */
class LifecycleE2E extends PortalInChromium {
    private static final double PATIENCE_MS = 120_000;
    private static final String PLAN =
            "/plan?team=support-chatbot&model=meta/llama-3.1-8b-instruct&mode=online&sla=own&percentile=p95"
                    + "&ttftMs=1000&itlMs=50&load=rate&peakRequestsPerSecond=1&inputTokens=512&outputTokens=256";

    private final List<String> faults = new ArrayList<>();

    LifecycleE2E() {
        super("theo@demo.sextant");
    }

    @Test
    void aDeveloperPreviewsResizesStopsStartsAndRollsBack() {
        try (BrowserContext context = browser().newContext()) {
            Page page = signedIn(context);
            page.onPageError(faults::add);
            String deployment = submitAfterAPreview(page);
            awaitState(page, "Ready");

            link(page, "Resize");
            page.getByLabel("Fewest replicas").fill("2");
            page.getByLabel("Most replicas").fill("2");
            button(page, "Show the effect");
            assertThat(page.locator("main")).containsText("2 replicas run all the time.");
            page.getByText("What changes in the manifests").first().click();
            assertThat(page.getByRole(AriaRole.ROWHEADER, new Page.GetByRoleOptions().setName("spec.replicas")))
                    .isVisible();
            accessible(page);
            button(page, "Resize it");
            awaitSentence(page, "2 replicas serve");
            awaitState(page, "Ready");

            link(page, "Stop");
            assertThat(page.locator("main")).containsText("are kept");
            accessible(page);
            button(page, "Stop it");
            awaitState(page, "Stopped");
            assertThat(page.locator("main")).containsText("The downloaded weights are kept.");
            page.reload();
            assertThat(page.locator("main")).containsText("no GPU counts against it now");

            link(page, "Start");
            assertThat(page.locator("main")).containsText("this reserves 2 more at once");
            button(page, "Start it");
            awaitState(page, "Ready");

            page.navigate(deployment + "/end");
            accessible(page);

            page.navigate(deployment + "/generations");
            accessible(page);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Roll back to generation 1"))
                    .click();
            button(page, "Roll back to generation 1");
            awaitState(page, "Ready");
            page.navigate(deployment + "/generations");
            assertThat(page.locator("tbody tr").first()).containsText("Rolled back to generation 1");

            page.navigate(deployment + "/retirement");
            button(page, "Retire it");
            assertThat(page.locator(".badge").first()).hasText(Pattern.compile("Retir.*"));
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void aDeveloperRollsOverToAnotherGpuUnderOneAddress() {
        try (BrowserContext context = browser().newContext()) {
            Page page = signedIn(context);
            page.onPageError(faults::add);
            page.navigate(url(PLAN));
            page.locator("input[name=name]").fill("roll-chat");
            button(page, "Submit this plan");
            String deployment = page.url();
            awaitState(page, "Ready");
            String address = address(page);

            link(page, "Change plan");
            accessible(page);
            String current = page.locator("tbody tr")
                    .filter(new Locator.FilterOptions().setHasText("Wanted now"))
                    .locator("th")
                    .first()
                    .textContent();
            page.locator("tbody tr")
                    .filter(new Locator.FilterOptions().setHasText("Fits"))
                    .filter(new Locator.FilterOptions().setHasNotText(current))
                    .first()
                    .getByRole(AriaRole.LINK)
                    .click();
            assertThat(page.locator("main")).containsText("goes on serving");
            accessible(page);
            button(page, "Change the plan");
            awaitSentence(page, "Rolling over");
            assertThat(page.locator("main")).containsText(address);
            assertThat(page.locator(".page-actions")).containsText("Go back");
            awaitState(page, "Ready");
            assertThat(address(page)).isEqualTo(address);
            page.navigate(deployment + "/generations");
            assertThat(page.locator("tbody tr").first()).containsText("Another plan");
            accessible(page);

            page.navigate(deployment + "/retirement");
            button(page, "Retire it");
            assertThat(faults).isEmpty();
        }
    }

    private static String address(Page page) {
        return page.locator("figure.code code").first().textContent();
    }

    private String submitAfterAPreview(Page page) {
        page.navigate(url(PLAN));
        page.locator("input[name=name]").fill("cycle-chat");
        button(page, "Look at the YAML first");
        assertThat(page.locator("h1")).hasText("YAML of cycle-chat");
        assertThat(page.locator("main")).containsText("kind: \"NIMService\"");
        accessible(page);
        Download zip = page.waitForDownload(() -> button(page, "Download for kustomize"));
        assertThat(zip.suggestedFilename()).isEqualTo("cycle-chat.zip");
        String preview = page.locator("figure.code code").last().textContent();
        assertThat(page.locator("main")).containsText("cycle-chat-endpoint");
        button(page, "Submit this plan");
        assertThat(page.locator("h1")).hasText("cycle-chat");
        String deployment = page.url();
        page.navigate(deployment + "/manifests");
        assertThat(page.locator("figure.code code").last().textContent()).isEqualTo(preview);
        accessible(page);
        page.navigate(deployment);
        return deployment;
    }

    private static void awaitState(Page page, String state) {
        assertThat(page.locator(".badge").first())
                .hasText(state, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
    }

    private static void awaitSentence(Page page, String sentence) {
        assertThat(page.locator("main"))
                .containsText(sentence, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS));
    }

    private static void link(Page page, String name) {
        page.locator(".page-actions")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
                .click();
    }

    private static void button(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private void accessible(Page page) {
        seriousFaults(page).forEach(fault -> faults.add(page.url() + ": " + fault));
    }
}
