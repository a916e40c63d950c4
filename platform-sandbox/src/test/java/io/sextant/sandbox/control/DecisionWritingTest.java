package io.sextant.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DecisionWritingTest {
    private final List<Change> written = new CopyOnWriteArrayList<>();

    @Test
    void awaitsTheAnswersAboutDifferentObjectsTogether() {
        CountDownLatch underWay = new CountDownLatch(3);

        ClusterWriter.Outcome outcome = writing(_ -> allCome(underWay), create("a"), create("b"), create("c"));

        assertThat(outcome).isEqualTo(ClusterWriter.Outcome.WRITTEN);
    }

    @Test
    void writesWhatConcernsOneObjectInItsOrder() {
        Change[] changes = new Change[40];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = i % 2 == 0 ? create("a") : note("a");
        }

        writing(_ -> ClusterWriter.Outcome.WRITTEN, changes);

        assertThat(written).containsExactly(changes);
    }

    @Test
    void leavesTheNoteOfARefusedWriteOutAndNoOther() {
        Change refused = create("a");
        Change taken = create("b");
        Change told = note("b");

        ClusterWriter.Outcome outcome = writing(
                change -> change.equals(refused) ? ClusterWriter.Outcome.REFUSED : ClusterWriter.Outcome.WRITTEN,
                refused,
                note("a"),
                taken,
                told);

        assertThat(outcome).isEqualTo(ClusterWriter.Outcome.REFUSED);
        assertThat(written).containsExactlyInAnyOrder(refused, taken, told);
    }

    @Test
    void writesTheRestThoughOneWriteFails() {
        Change failing = create("a");

        assertThatThrownBy(() -> writing(
                        change -> {
                            if (change.equals(failing)) {
                                throw new IllegalStateException("cut off");
                            }
                            return ClusterWriter.Outcome.WRITTEN;
                        },
                        failing,
                        create("b")))
                .hasMessage("cut off");

        assertThat(written).hasSize(2);
    }

    private ClusterWriter.Outcome writing(Function<Change, ClusterWriter.Outcome> cluster, Change... changes) {
        Function<Change, ClusterWriter.Outcome> writer = change -> {
            written.add(change);
            return cluster.apply(change);
        };
        try (DecisionWriting writing = new DecisionWriting(writer)) {
            return writing.write(List.of(changes));
        }
    }

    private static ClusterWriter.Outcome allCome(CountDownLatch underWay) {
        underWay.countDown();
        try {
            return underWay.await(30, TimeUnit.SECONDS) ? ClusterWriter.Outcome.WRITTEN : ClusterWriter.Outcome.STALE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ClusterWriter.Outcome.STALE;
        }
    }

    private static Change create(String name) {
        return new Change.Create(named(name));
    }

    private static Change note(String name) {
        return new Change.Note(named(name), false, "test", "Noted", name);
    }

    private static ConfigMap named(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName(name)
                .endMetadata()
                .build();
    }
}
