package io.sextant.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BillingSettingsTest {
    @Test
    void hasDefaults() {
        assertThat(bound(Map.of())).isEqualTo(new BillingSettings(ZoneId.of("UTC"), Duration.ofMinutes(15)));
    }

    @Test
    void readsEverySetting() {
        assertThat(bound(Map.of(
                        "sextant.billing.time-zone", "Europe/Berlin",
                        "sextant.billing.seal-after", "30m")))
                .isEqualTo(new BillingSettings(ZoneId.of("Europe/Berlin"), Duration.ofMinutes(30)));
    }

    private static BillingSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("sextant.billing", BillingSettings.class);
    }
}
