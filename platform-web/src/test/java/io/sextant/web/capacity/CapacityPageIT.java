package io.sextant.web.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CapacityPageIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();

    @Test
    void showsTheSandboxClusterGreenWithEveryCheck() {
        Browserless developer = Browserless.signedIn(PRODUCT.url(), "dana@demo.sextant", "sextant-demo");

        String page = await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> developer.get("/capacity").body(),
                        body -> body.contains("Deployments can be planned here."));

        assertThat(sandboxOf(page))
                .contains("Pre-flight", "16 checks passed", "NIM Operator v3.1.2.", "Driver 580.95.05, CUDA 13.0.")
                .doesNotContain("Amber", "badge-danger");
    }

    /** Other tests register clusters that nobody ever hears of. */
    private static String sandboxOf(String page) {
        String from = page.substring(page.indexOf("aria-labelledby=\"cluster-sandbox\""));
        int next = from.indexOf("<section class=\"section\"");
        return next < 0 ? from : from.substring(0, next);
    }
}
