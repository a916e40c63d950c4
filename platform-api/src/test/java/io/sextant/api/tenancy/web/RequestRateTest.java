package io.sextant.api.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestRateTest {
    private final SettableClock clock = new SettableClock();
    private final RequestRate rate = new RequestRate(2, Duration.ofSeconds(1), clock);

    @Test
    void admitsSoManyInAWindowAndAnewInTheNext() {
        assertThat(rate.admits("a")).isTrue();
        assertThat(rate.admits("a")).isTrue();
        assertThat(rate.admits("a")).isFalse();
        assertThat(rate.admits("b")).isTrue();

        clock.advance(Duration.ofSeconds(1));

        assertThat(rate.admits("a")).isTrue();
    }

    @Test
    void looksWithoutCounting() {
        assertThat(rate.hasRoom("a")).isTrue();
        assertThat(rate.hasRoom("a")).isTrue();
        assertThat(rate.admits("a")).isTrue();
        assertThat(rate.admits("a")).isTrue();
        assertThat(rate.hasRoom("a")).isFalse();
    }
}
