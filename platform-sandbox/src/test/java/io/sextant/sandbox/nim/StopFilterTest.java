package io.sextant.sandbox.nim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StopFilterTest {
    private static String passed(StopFilter filter, String... tokens) {
        StringBuilder passed = new StringBuilder();
        for (String token : tokens) {
            if (!filter.stopped()) {
                passed.append(filter.pass(token));
            }
        }
        return passed.append(filter.rest()).toString();
    }

    @Test
    void letsEverythingThroughWithoutStops() {
        StopFilter filter = new StopFilter(List.of());

        assertThat(filter.pass("one")).isEqualTo("one");
        assertThat(filter.stopped()).isFalse();
    }

    @Test
    void endsBeforeAStopThatSpansTokens() {
        StopFilter filter = new StopFilter(List.of("two three"));

        assertThat(passed(filter, "one", " two", " three", " four")).isEqualTo("one ");
        assertThat(filter.stopped()).isTrue();
    }

    @Test
    void givesBackWhatOnlyLookedLikeAStop() {
        StopFilter filter = new StopFilter(List.of("two three"));

        assertThat(passed(filter, "one", " two", " 3")).isEqualTo("one two 3");
        assertThat(filter.stopped()).isFalse();
    }

    @Test
    void endsAtTheEarliestOfSeveralStops() {
        assertThat(passed(new StopFilter(List.of("c", "b")), "a", "bc")).isEqualTo("a");
    }
}
