package io.sextant.web.administration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.sextant.web.testing.PortalInChromium;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Adds a model and measurements in a real browser, and looks for accessibility faults on every page of it. */
class AdministrationE2E extends PortalInChromium {

    AdministrationE2E() {
        super("admin@demo.sextant");
    }

    @Test
    void anAdministratorAddsAModelThatCanBePlannedAndUploadsMeasurements() {
        try (BrowserContext context = browser().newContext()) {
            Page page = signedIn(context);
            String id = "test/" + Samples.unique("browser");
            page.navigate(url("/catalog"));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Add a model"))
                    .click();
            page.getByLabel("config.json as a file")
                    .setInputFiles(new FilePayload(
                            "config.json", "application/json", Samples.CONFIG.getBytes(StandardCharsets.UTF_8)));
            page.getByLabel("NIM id").fill(id);
            page.locator("#title").fill("Browser's model");
            page.locator("#publisher").fill("Test Publisher");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show what is understood"))
                    .click();
            assertThat(page.locator("#preview")).containsText("4.02 billion parameters");
            assertThat(seriousFaults(page)).isEmpty();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save the model"))
                    .click();
            assertThat(page.locator("h1")).hasText("Browser's model");
            assertThat(page.locator("main")).containsText("Cannot be deployed yet");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Plan with this model"))
                    .click();
            assertThat(page.locator("main")).containsText("Browser's model");

            uploadBadThenGood(page);
        }
    }

    private void uploadBadThenGood(Page page) {
        String source = Samples.unique("browser-source");
        page.navigate(url("/measurements"));
        upload(page, Samples.measurements(source, "-40"));
        Locator refusal = page.locator("#refusal");
        assertThat(refusal).containsText("Nothing was stored");
        assertThat(refusal).containsText("ttft_ms must be above 0");
        assertThat(seriousFaults(page)).isEmpty();
        upload(page, Samples.measurements(source, "40.17"));
        assertThat(page.locator("#flash")).containsText("1 rows are stored");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove this set"))
                .click();
        assertThat(page.locator("#flash")).containsText("is removed");
    }

    private static void upload(Page page, String csv) {
        page.getByLabel("CSV file")
                .setInputFiles(new FilePayload("rows.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Upload"))
                .click();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void noPageOfItHasSeriousAccessibilityFaultsOrLogsAnError(ColorScheme scheme) {
        try (BrowserContext context = browser().newContext(new Browser.NewContextOptions().setColorScheme(scheme))) {
            Page page = signedIn(context);
            List<String> faults = new ArrayList<>();
            page.onPageError(faults::add);
            for (String path : List.of(
                    "/catalog",
                    "/catalog/new",
                    "/catalog/gpus",
                    "/catalog/gpus/new",
                    "/prices",
                    "/prices/new",
                    "/prices/on-premises",
                    "/prices/H100-SXM-80GB",
                    "/measurements",
                    "/statements",
                    "/showback",
                    "/budgets",
                    "/budgets/new",
                    "/capacity",
                    "/capacity/clusters",
                    "/capacity/register",
                    "/capacity/clusters/sandbox",
                    "/capacity/clusters/sandbox/retirement",
                    "/capacity/clusters/sandbox/revocation",
                    "/audit",
                    "/audit/verification",
                    "/members/support-chatbot",
                    "/accounts",
                    "/organisation",
                    "/organisation/research",
                    "/organisation/file",
                    "/tokens",
                    "/account/password")) {
                page.navigate(url(path));
                seriousFaults(page).forEach(fault -> faults.add(path + ": " + fault));
            }
            registerCluster(page, "hall-" + scheme.name().toLowerCase(Locale.ROOT));
            seriousFaults(page).forEach(fault -> faults.add("handed-out join token: " + fault));
            lookAtTheEffectOfAFile(page);
            seriousFaults(page).forEach(fault -> faults.add("effect of a file: " + fault));
            assertThat(faults).isEmpty();
        }
    }

    private void lookAtTheEffectOfAFile(Page page) {
        page.navigate(url("/organisation/file"));
        page.getByLabel("Or its text").fill("version: 1\nnodes: []\n");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show what it does"))
                .click();
        assertThat(page.locator("main")).containsText("Refused");
    }

    private void registerCluster(Page page, String name) {
        page.navigate(url("/capacity/register"));
        page.locator("#name").fill(name);
        page.locator("#title").fill("Hall of a test");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Register it"))
                .click();
        assertThat(page.locator("main")).containsText("sxj_");
    }
}
