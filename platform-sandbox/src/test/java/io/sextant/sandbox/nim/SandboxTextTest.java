package io.sextant.sandbox.nim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxTextTest {
    private static String text(long seed, int tokens) {
        SandboxText text = new SandboxText(seed);
        return IntStream.range(0, tokens).mapToObj(text::token).collect(Collectors.joining());
    }

    @Test
    void saysAtOnceThatNoModelRan() {
        assertThat(text(1, 30)).startsWith("This answer comes from the Sextant sandbox: no model ran");
    }

    @Test
    void repeatsItselfForTheSameSeedOnly() {
        assertThat(text(5, 200)).isEqualTo(text(5, 200)).isNotEqualTo(text(6, 200));
    }

    @Test
    void goesOnBeyondItsNaturalEnd() {
        SandboxText text = new SandboxText(3);

        assertThat(text.naturalLength()).isBetween(20, 200);
        assertThat(text.token(text.naturalLength() + 500)).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "a, 1", "a a a, 3", "'Hello, world!', 4", "internationalisation, 4", "2026, 2", "'  ', 0"})
    void countsTokensOfAText(String text, int tokens) {
        assertThat(TokenCount.of(text)).isEqualTo(tokens);
    }
}
