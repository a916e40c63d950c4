package io.sextant.web.approvals;

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

/** Looks at the pages of approval in a real browser. */
class ApprovalE2E extends PortalInChromium {
    ApprovalE2E() {
        super("admin@demo.sextant");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void noPageOfApprovalHasSeriousAccessibilityFaultsOrLogsAnError(ColorScheme scheme) {
        try (BrowserContext context = browser().newContext(new Browser.NewContextOptions().setColorScheme(scheme))) {
            Page page = signedIn(context);
            List<String> faults = new ArrayList<>();
            page.onPageError(faults::add);
            for (String path : List.of(
                    "/approvals",
                    "/approvals?show=all",
                    "/approvals/policies",
                    "/approvals/delegations",
                    "/approvals/policies/new")) {
                page.navigate(url(path));
                seriousFaults(page).forEach(fault -> faults.add(path + ": " + fault));
            }
            page.getByLabel("Name").fill("Scarce");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try on past requests"))
                    .click();
            assertThat(page.locator("#trial")).containsText("Nothing is saved yet");
            seriousFaults(page).forEach(fault -> faults.add("dry run: " + fault));
            assertThat(faults).isEmpty();
        }
    }
}
