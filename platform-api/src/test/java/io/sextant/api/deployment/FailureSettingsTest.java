package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FailureSettingsTest {
    @Test
    void hasDefaults() {
        assertThat(bound(Map.of())).isEqualTo(new FailureSettings(Duration.ofHours(6)));
    }

    @Test
    void readsEverySetting() {
        assertThat(bound(Map.of("sextant.deployments.failed.keep", "90m")))
                .isEqualTo(new FailureSettings(Duration.ofMinutes(90)));
    }

    @Test
    void tellsTheTimeInWords() {
        assertThat(new FailureSettings(Duration.ofHours(6)).keptInWords()).isEqualTo("6 h");
        assertThat(new FailureSettings(Duration.ofMinutes(90)).keptInWords()).isEqualTo("90 min");
    }

    private static FailureSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("sextant.deployments.failed", FailureSettings.class);
    }
}
