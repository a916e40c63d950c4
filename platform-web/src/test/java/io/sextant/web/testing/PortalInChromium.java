package io.sextant.web.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What every test in a real browser starts from: the product, a browser, somebody signed in, an eye for axe. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PortalInChromium {
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private final String email;
    private StartedProduct product;
    private Chromium chromium;

    /** @param email of the demo account that signs in */
    protected PortalInChromium(String email) {
        this.email = email;
    }

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        product = StartedProduct.shared();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    protected final Browser browser() {
        return chromium.browser();
    }

    /** The address of a page of the product. */
    protected final String url(String path) {
        return product.url() + path;
    }

    protected final Page signedIn(BrowserContext context) {
        Page page = context.newPage();
        page.navigate(url("/signin"));
        page.getByLabel("Email address").fill(email);
        page.getByLabel("Password").fill("sextant-demo");
        page.locator("form#signin button").click();
        assertThat(page.locator("h1")).hasText("Home");
        return page;
    }

    /** What axe finds on the page as it stands that keeps somebody from using it; in the dark, where only colours differ, of colours. */
    protected static List<String> seriousFaults(Page page) {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        AxeBuilder axe = new AxeBuilder(page).options(options);
        boolean dark = (boolean) page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches");
        return (dark ? axe.withRules(List.of("color-contrast")) : axe)
                        // There are no frames, for which it would open a second page each time.
                        .setLegacyMode(true)
                        .analyze()
                        .getViolations()
                        .stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .map(rule -> rule.getId() + ", " + rule.getHelp())
                        .toList();
    }
}
