package io.sextant.sandbox.control;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a decision: what concerns one object in its order, one object beside the other.
 *
 * <p>A write is an answer awaited; a namespace of fifty deployments takes thousands, and one after the other they would
 * take as long however little the machine has to do.
 */
final class DecisionWriting implements AutoCloseable {
    private final Function<Change, ClusterWriter.Outcome> writer;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sandbox-write-", 0).factory());

    DecisionWriting(Function<Change, ClusterWriter.Outcome> writer) {
        this.writer = writer;
    }

    /** The writes to one object, each with the notes that follow from it. */
    private record Sequence(List<Change> changes) {}

    private record Target(String kind, @Nullable String namespace, String name) {
        static Target of(HasMetadata object) {
            return new Target(
                    object.getKind(),
                    object.getMetadata().getNamespace(),
                    object.getMetadata().getName());
        }
    }

    /** Writes all of it; the answer is the worst outcome. */
    ClusterWriter.Outcome write(List<Change> changes) {
        List<CompletableFuture<ClusterWriter.Outcome>> running = sequences(changes).stream()
                .map(sequence -> CompletableFuture.supplyAsync(() -> write(sequence), executor))
                .toList();
        ClusterWriter.Outcome worst = ClusterWriter.Outcome.WRITTEN;
        RuntimeException failure = null;
        for (CompletableFuture<ClusterWriter.Outcome> one : running) {
            try {
                worst = worse(worst, one.join());
            } catch (CompletionException e) {
                failure = e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return worst;
    }

    private static List<Sequence> sequences(List<Change> changes) {
        SequencedMap<Target, Sequence> sequences = new LinkedHashMap<>();
        Sequence last = new Sequence(new ArrayList<>());
        for (Change change : changes) {
            if (!(change instanceof Change.Note) || sequences.isEmpty()) {
                last = sequences.computeIfAbsent(Target.of(object(change)), _ -> new Sequence(new ArrayList<>()));
            }
            last.changes().add(change);
        }
        return List.copyOf(sequences.values());
    }

    private static HasMetadata object(Change change) {
        return switch (change) {
            case Change.Create(HasMetadata object) -> object;
            case Change.Update(HasMetadata object) -> object;
            case Change.UpdateStatus(HasMetadata object) -> object;
            case Change.Delete(HasMetadata object) -> object;
            case Change.Remove(HasMetadata object) -> object;
            case Change.Note note -> note.about();
        };
    }

    private ClusterWriter.Outcome write(Sequence sequence) {
        ClusterWriter.Outcome worst = ClusterWriter.Outcome.WRITTEN;
        ClusterWriter.Outcome previous = ClusterWriter.Outcome.WRITTEN;
        for (Change change : sequence.changes()) {
            if (change instanceof Change.Note && previous != ClusterWriter.Outcome.WRITTEN) {
                continue;
            }
            previous = writer.apply(change);
            worst = worse(worst, previous);
        }
        return worst;
    }

    private static ClusterWriter.Outcome worse(ClusterWriter.Outcome one, ClusterWriter.Outcome other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
