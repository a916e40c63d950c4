package io.sextant.sandbox;

import io.sextant.sandbox.control.TimeScale;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the sandbox cluster runs.
 *
 * @param port of the API server on loopback; 0 for a free one
 * @param journal file that keeps the cluster's objects between starts; null to forget them
 * @param addedModels folder in which the platform writes the models that were added to its catalogue; null without
 * @param seed of everything that is random here
 * @param nodes GPU machines of a new cluster
 */
public record SandboxSettings(
        int port, @Nullable Path journal, @Nullable Path addedModels, long seed, TimeScale timeScale, int nodes) {
    /** A minute becomes a second: a model of 8 billion parameters is ready in about 15 s. */
    public static final double USUAL_TIME_FACTOR = 60;

    private static final String PREFIX = "sextant.sandbox.";
    private static final int MOST_NODES = 5000;

    public SandboxSettings {
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new IllegalArgumentException(PREFIX + "nodes must be from 1 to " + MOST_NODES + ", not " + nodes);
        }
    }

    /** A small cluster that can pull the images of the reference data alone. */
    public SandboxSettings(int port, @Nullable Path journal, long seed, TimeScale timeScale) {
        this(port, journal, null, seed, timeScale, GpuFleet.USUAL_NODES);
    }

    public SandboxSettings withNodes(int count) {
        return new SandboxSettings(port, journal, addedModels, seed, timeScale, count);
    }

    /**
     * Reads {@code sextant.data-dir} and {@code sextant.sandbox.port}, {@code .seed}, {@code .time-factor} and
     * {@code .nodes}.
     */
    public static SandboxSettings of(Map<String, String> settings) {
        String dataDir = settings.get("sextant.data-dir");
        return new SandboxSettings(
                Math.toIntExact(whole(settings, PREFIX + "port", 0)),
                dataDir == null ? null : Path.of(dataDir, "cluster", "objects.jsonl"),
                dataDir == null ? null : Path.of(dataDir, "added-models"),
                whole(settings, PREFIX + "seed", 1),
                new TimeScale(decimal(settings, PREFIX + "time-factor", USUAL_TIME_FACTOR)),
                Math.toIntExact(whole(settings, PREFIX + "nodes", GpuFleet.USUAL_NODES)));
    }

    private static long whole(Map<String, String> settings, String name, long otherwise) {
        String text = settings.get(name);
        try {
            return text == null || text.isBlank() ? otherwise : Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, not \"" + text + "\"", e);
        }
    }

    private static double decimal(Map<String, String> settings, String name, double otherwise) {
        String text = settings.get(name);
        try {
            return text == null || text.isBlank() ? otherwise : Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, not \"" + text + "\"", e);
        }
    }
}
