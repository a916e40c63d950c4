package io.sextant.sandbox.apiserver.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {
    /** Expected values as kubectl's HumanDuration prints them. */
    @ParameterizedTest
    @CsvSource({
        "PT-5S, 0s",
        "PT119S, 119s",
        "PT3M20S, 3m20s",
        "PT9M, 9m",
        "PT45M10S, 45m",
        "PT179M, 179m",
        "PT3H5M, 3h5m",
        "PT20H30M, 20h",
        "P2DT3H, 2d3h",
        "P30D, 30d",
        "P900D, 2y170d"
    })
    void printsDurationsAsKubectlDoes(Duration age, String expected) {
        assertThat(Ages.human(age)).isEqualTo(expected);
    }
}
