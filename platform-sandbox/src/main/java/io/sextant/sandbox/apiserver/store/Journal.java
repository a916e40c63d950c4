package io.sextant.sandbox.apiserver.store;

import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The store's changes on disk, one JSON line each, so that a killed process finds its state again.
 *
 * <p>A line counts once its newline is written: what a kill left half-written was never acknowledged and is dropped.
 * Rewritten to the live objects alone at start and whenever it has grown far beyond them.
 */
final class Journal implements AutoCloseable {
    private static final long COMPACT_FROM_BYTES = 16L << 20;
    private static final int GROWTH = 4;

    private final Path file;
    private final FileChannel lock;
    private FileChannel out;
    private long compactedBytes;

    /** Takes what the journal says, in order. */
    interface Replay {
        void revision(long revision);

        void put(long revision, ResourceType type, KubeObject object);

        void remove(long revision, ResourceType type, ObjectKey key);
    }

    private Journal(Path file, FileChannel lock, FileChannel out) {
        this.file = file;
        this.lock = lock;
        this.out = out;
    }

    /** Opens or creates the journal and replays it; throws when another process has it or it is damaged. */
    static Journal open(Path file, ResourceTypes types, Replay replay) {
        try {
            Path absolute = file.toAbsolutePath();
            Files.createDirectories(absolute.getParent());
            FileChannel lock = lock(absolute);
            try {
                long end = Files.exists(absolute) ? replay(absolute, types, replay) : 0;
                FileChannel out = FileChannel.open(absolute, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                out.truncate(end).position(end);
                return new Journal(absolute, lock, out);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cluster's journal cannot be opened: " + file, e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // The same answer as for another process: the journal is taken.
        }
        channel.close();
        throw new IllegalStateException(
                "another sandbox cluster uses " + file + "; stop it or choose another data directory");
    }

    private static long replay(Path file, ResourceTypes types, Replay replay) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int start = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                line(file, start, new String(all, start, i - start, StandardCharsets.UTF_8), types, replay);
                start = i + 1;
            }
        }
        return start;
    }

    private static void line(Path file, int offset, String text, ResourceTypes types, Replay replay) {
        try {
            JsonNode line = Documents.own(text);
            long revision = line.path("rv").asLong();
            String named = line.path("type").asString("");
            if (named.isEmpty()) {
                replay.revision(revision);
                return;
            }
            ResourceType type = types.find(named).orElse(null);
            if (type == null) {
                // Its definition was taken away, and its objects with it.
                replay.revision(revision);
            } else if (line.path("object") instanceof ObjectNode object) {
                replay.put(revision, type, new KubeObject(object));
            } else {
                JsonNode gone = line.path("gone");
                replay.remove(
                        revision,
                        type,
                        new ObjectKey(
                                gone.path("namespace").asString(""),
                                gone.path("name").asString("")));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the sandbox cluster's journal %s is damaged at byte %d; move it away to start with an empty cluster"
                            .formatted(file, offset),
                    e);
        }
    }

    void put(long revision, ResourceType type, KubeObject object) {
        append(putLine(revision, type, object));
    }

    void remove(long revision, ResourceType type, ObjectKey key) {
        ObjectNode line = Documents.object();
        line.put("rv", revision).put("type", type.groupResource());
        line.putObject("gone").put("namespace", key.namespace()).put("name", key.name());
        append(line);
    }

    boolean isWorthCompacting() {
        try {
            return out.position() > Math.max(COMPACT_FROM_BYTES, compactedBytes * GROWTH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One object to keep. */
    record Kept(ResourceType type, KubeObject object) {}

    /** Replaces the file by one that holds only these objects. */
    void compact(long revision, List<Kept> objects) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            FileChannel next = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            write(next, Documents.object().put("rv", revision));
            for (Kept kept : objects) {
                write(next, putLine(Long.parseLong(kept.object().resourceVersion()), kept.type(), kept.object()));
            }
            next.force(true);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            out.close();
            out = next;
            compactedBytes = next.position();
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cluster's journal cannot be compacted: " + file, e);
        }
    }

    private static ObjectNode putLine(long revision, ResourceType type, KubeObject object) {
        ObjectNode line = Documents.object();
        line.put("rv", revision).put("type", type.groupResource());
        line.set("object", object.node());
        return line;
    }

    private void append(ObjectNode line) {
        try {
            long before = out.position();
            try {
                write(out, line);
            } catch (IOException e) {
                // Half a line followed by others would damage the file for good.
                out.truncate(before);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cluster's journal cannot be written: " + file, e);
        }
    }

    private static void write(FileChannel channel, ObjectNode line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((Documents.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
