package io.sextant.api.deployment.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NimOperatorReleaseTest {
    @Test
    void readsWhatClustersReport() {
        assertThat(NimOperatorRelease.parse("v3.1.2")).contains(new NimOperatorRelease(3, 1, 2));
        assertThat(NimOperatorRelease.parse("3.0.10")).contains(new NimOperatorRelease(3, 0, 10));
        assertThat(NimOperatorRelease.parse("v3.1.2-rc.1")).contains(new NimOperatorRelease(3, 1, 2));
        assertThat(NimOperatorRelease.parse("main")).isEmpty();
        assertThat(NimOperatorRelease.parse("")).isEmpty();
        assertThat(NimOperatorRelease.parse(null)).isEmpty();
    }

    @Test
    void comparesNumbersNotTexts() {
        assertThat(new NimOperatorRelease(3, 0, 10)).isGreaterThan(new NimOperatorRelease(3, 0, 9));
        assertThat(new NimOperatorRelease(2, 9, 9)).isLessThan(NimOperatorRelease.OLDEST);
        assertThat(new NimOperatorRelease(3, 1, 0).knows(NimOperatorRelease.ZERO_REPLICAS))
                .isTrue();
        assertThat(new NimOperatorRelease(3, 0, 2).knows(NimOperatorRelease.ZERO_REPLICAS))
                .isFalse();
    }
}
