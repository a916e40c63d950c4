package io.sextant.deployer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesUpToItsLimitAndVariesByHalf() {
        Backoff longest = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), chance(0.999_999));
        Backoff shortest = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), chance(0));

        assertThat(longest.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(longest.after(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(longest.after(100)).isEqualTo(Duration.ofSeconds(30));
        assertThat(shortest.after(4)).isEqualTo(Duration.ofSeconds(4));
    }

    private static RandomGenerator chance(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
