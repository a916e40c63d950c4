package io.sextant.web.quotas;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.sextant.web.testing.PortalInChromium;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looks at the pages of quota in a real browser. */
class QuotaE2E extends PortalInChromium {
    QuotaE2E() {
        super("admin@demo.sextant");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void noPageOfQuotaHasSeriousAccessibilityFaultsOrLogsAnError(ColorScheme scheme) {
        try (BrowserContext context = browser().newContext(new Browser.NewContextOptions().setColorScheme(scheme))) {
            Page page = signedIn(context);
            List<String> faults = new ArrayList<>();
            page.onPageError(faults::add);
            String one = "/quotas/evaluation/sandbox/NVIDIA-H200";
            for (String path : List.of(
                    "/quotas",
                    "/quotas/new",
                    "/quotas/requests",
                    "/quotas/requests/new",
                    "/quotas/reconciliation",
                    "/quotas/reclaims",
                    "/quotas/reclaims/new",
                    one,
                    one + "/edit")) {
                page.navigate(url(path));
                seriousFaults(page).forEach(fault -> faults.add(path + ": " + fault));
            }
            page.getByLabel("Burst limit").fill("12");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show what it does"))
                    .click();
            assertThat(page.locator("#effect")).containsText("still fits");
            seriousFaults(page).forEach(fault -> faults.add("preview: " + fault));
            assertThat(faults).isEmpty();
        }
    }
}
