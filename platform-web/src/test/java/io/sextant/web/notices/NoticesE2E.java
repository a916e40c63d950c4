package io.sextant.web.notices;

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

/** Looks at the pages of notices and webhooks in a real browser. */
class NoticesE2E extends PortalInChromium {
    NoticesE2E() {
        super("theo@demo.sextant");
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
            seriousFaults(page).forEach(fault -> faults.add("home: " + fault));
            for (String path : List.of("/notices", "/notices?unread=true", "/notices/preferences", "/webhooks")) {
                page.navigate(url(path));
                seriousFaults(page).forEach(fault -> faults.add(path + ": " + fault));
            }
            page.getByLabel("URL").fill("http://127.0.0.1:9/" + scheme);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add it"))
                    .click();
            assertThat(page.locator("#secret-title")).hasText("Its secret");
            seriousFaults(page).forEach(fault -> faults.add("secret: " + fault));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send a test"))
                    .click();
            assertThat(page.locator("table")).containsText("A test of this webhook");
            seriousFaults(page).forEach(fault -> faults.add("log: " + fault));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove it with its log"))
                    .click();
            assertThat(page.locator("h1")).hasText("Webhooks");
            assertThat(faults).isEmpty();
        }
    }
}
