package io.sextant.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
    @Test
    void prefersNamesThatContainWhatWasWritten() {
        assertThat(NearestNames.to("70b", List.of("a/7b", "a/70", "meta/llama-70b-instruct")))
                .startsWith("meta/llama-70b-instruct");
    }

    @Test
    void countsEdits() {
        assertThat(NearestNames.distance("", "abc")).isEqualTo(3);
        assertThat(NearestNames.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestNames.distance("same", "same")).isZero();
    }
}
