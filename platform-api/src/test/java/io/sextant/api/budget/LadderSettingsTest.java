package io.sextant.api.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LadderSettingsTest {
    @Test
    void hasDefaults() {
        assertThat(bound(Map.of())).isEqualTo(new LadderSettings(90, 100, Duration.ofHours(1)));
    }

    @Test
    void readsEverySetting() {
        assertThat(bound(Map.of(
                        "sextant.budget.ladder.drop-burst-at", "80",
                        "sextant.budget.ladder.stop-development-at", "95",
                        "sextant.budget.ladder.grace", "15m")))
                .isEqualTo(new LadderSettings(80, 95, Duration.ofMinutes(15)));
    }

    @Test
    void climbsInOrder() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LadderSettings(100, 90, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new LadderSettings(90, 100, Duration.ofHours(-1)));
    }

    private static LadderSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("sextant.budget.ladder", LadderSettings.class);
    }
}
