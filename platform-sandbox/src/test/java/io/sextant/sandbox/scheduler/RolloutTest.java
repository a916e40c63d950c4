package io.sextant.sandbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static Rollout.Generation generation(String name, int replicas, int available) {
        return new Rollout.Generation(name, replicas, available);
    }

    @Test
    void startsAllPodsOfAFirstTemplateAtOnce() {
        assertThat(Rollout.next(3, 0, 1, generation("new", 0, 0), Map.of()).fresh())
                .isEqualTo(3);
    }

    @Test
    void takesASingleReplicaAwayBeforeItStartsTheNextWithoutSurge() {
        Rollout first = Rollout.next(1, 0, 1, generation("new", 0, 0), Map.of("old", generation("old", 1, 1)));
        Rollout second = Rollout.next(1, 0, 1, generation("new", 0, 0), Map.of("old", generation("old", 0, 0)));

        assertThat(first).isEqualTo(new Rollout(0, Map.of("old", 0)));
        assertThat(second.fresh()).isEqualTo(1);
    }

    @Test
    void neverHasMorePodsThanDesiredNorFewerAvailableThanAllowed() {
        int fresh = 0;
        int freshAvailable = 0;
        int old = 4;
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < 20 && freshAvailable < 4; i++) {
            Rollout next = Rollout.next(
                    4, 0, 1, generation("new", fresh, freshAvailable), Map.of("old", generation("old", old, old)));
            fresh = next.fresh();
            old = next.old().getOrDefault("old", 0);
            steps.add(fresh + "+" + old);
            assertThat(fresh + old).as("pods after %s", steps).isLessThanOrEqualTo(4);
            assertThat(freshAvailable + old).as("available after %s", steps).isGreaterThanOrEqualTo(3);
            freshAvailable = fresh;
        }
        assertThat(steps).last().isEqualTo("4+0");
    }

    @Test
    void scalesDownWithTheDesiredCount() {
        assertThat(Rollout.next(1, 0, 1, generation("new", 3, 3), Map.of()).fresh())
                .isEqualTo(1);
        assertThat(Rollout.next(0, 0, 0, generation("new", 3, 3), Map.of()).fresh())
                .isZero();
    }
}
