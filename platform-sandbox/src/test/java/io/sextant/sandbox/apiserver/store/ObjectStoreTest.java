package io.sextant.sandbox.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {
    private static final ResourceTypes TYPES = new ResourceTypes();
    private static final ResourceType MAPS = TYPES.require("configmaps");

    @TempDir
    private Path dir;

    private static KubeObject map(String name, String value) {
        var node = Documents.object().put("apiVersion", "v1").put("kind", "ConfigMap");
        node.putObject("metadata").put("name", name).put("namespace", "n");
        node.putObject("data").put("k", value);
        return new KubeObject(node);
    }

    private Path journal() {
        return dir.resolve("cluster.jsonl");
    }

    private ObjectStore open() {
        return new ObjectStore(TYPES, journal(), 1);
    }

    private static String value(ObjectStore store, String name) {
        KubeObject object = store.get(MAPS, new ObjectKey("n", name));
        return object == null ? "gone" : object.text("data", "k");
    }

    @Test
    void replaysChangesAfterARevision() {
        try (ObjectStore store = new ObjectStore(TYPES, null, 1)) {
            long before = store.revision();
            store.put(MAPS, map("a", "1"));
            store.put(MAPS, map("a", "2"));
            store.remove(MAPS, new ObjectKey("n", "a"));
            List<String> seen = new ArrayList<>();

            store.watch(
                    before + 1,
                    change -> seen.add(change.kind() + " " + change.object().resourceVersion()));
            store.put(MAPS, map("b", "1"));

            assertThat(seen)
                    .containsExactly("MODIFIED " + (before + 2), "DELETED " + (before + 3), "ADDED " + (before + 4));
        }
    }

    @Test
    void saysWhenARevisionIsTooOldOrOfAnotherLife() {
        try (ObjectStore store = new ObjectStore(TYPES, null, 1)) {
            long first = store.revision();
            for (int i = 0; i < 2500; i++) {
                store.put(MAPS, map("a", "" + i));
            }
            for (long odd : new long[] {first, store.revision() + 1}) {
                assertThatThrownBy(() -> store.watch(odd, change -> {}))
                        .isInstanceOfSatisfying(
                                ApiProblem.class, e -> assertThat(e.code()).isEqualTo(410));
            }
        }
    }

    @Test
    void findsItsStateAgain() {
        long revision;
        try (ObjectStore store = open()) {
            store.put(MAPS, map("a", "1"));
            store.put(MAPS, map("a", "2"));
            store.put(MAPS, map("b", "1"));
            store.remove(MAPS, new ObjectKey("n", "b"));
            revision = store.revision();
        }
        for (int life = 0; life < 2; life++) {
            try (ObjectStore store = open()) {
                assertThat(value(store, "a")).isEqualTo("2");
                assertThat(value(store, "b")).isEqualTo("gone");
                assertThat(store.revision()).isEqualTo(revision);
            }
        }
    }

    @Test
    void ignoresALineThatWasNeverFinished() throws IOException {
        try (ObjectStore store = open()) {
            store.put(MAPS, map("a", "1"));
        }
        Files.writeString(journal(), "{\"rv\":99,\"type\":\"configmaps\",\"obj", StandardOpenOption.APPEND);

        try (ObjectStore store = open()) {
            store.put(MAPS, map("b", "1"));
        }
        try (ObjectStore store = open()) {
            assertThat(value(store, "a")).isEqualTo("1");
            assertThat(value(store, "b")).isEqualTo("1");
        }
    }

    @Test
    void refusesADamagedJournalRatherThanLosingHalfOfIt() throws IOException {
        try (ObjectStore store = open()) {
            store.put(MAPS, map("a", "1"));
        }
        Files.writeString(journal(), "garbage\n{\"rv\":9}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is damaged at byte")
                .hasMessageContaining("move it away");
    }

    @Test
    void refusesToShareItsJournal() {
        try (ObjectStore store = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another sandbox cluster uses");
            assertThat(store.revision()).isPositive();
        }
        open().close();
    }

    @Test
    void keepsTheJournalNearTheSizeOfItsObjects() throws IOException {
        String large = "x".repeat(100_000);
        try (ObjectStore store = open()) {
            for (int i = 0; i < 400; i++) {
                store.put(MAPS, map("a", large + i));
            }
            assertThat(Files.size(journal())).isLessThan(20L << 20);
            assertThat(value(store, "a")).isEqualTo(large + 399);
        }
        try (ObjectStore store = open()) {
            assertThat(value(store, "a")).isEqualTo(large + 399);
        }
    }
}
