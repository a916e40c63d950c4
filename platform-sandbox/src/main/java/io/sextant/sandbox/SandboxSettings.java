package io.sextant.sandbox;

import io.sextant.sandbox.control.TimeScale;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the sandbox cluster runs.
 *
 * @param port of the API server on loopback; 0 for a free one
 * @param journal file that keeps the cluster's objects between starts; null to forget them
 * @param addedModels folder in which the platform writes the models that were added to its catalogue; null without
 * @param seed of everything that is random here
 * @param nodes GPU machines of a new cluster
 * @param operator which NIM Operator a new cluster has
 */
public record SandboxSettings(
        int port,
        @Nullable Path journal,
        @Nullable Path addedModels,
        long seed,
        TimeScale timeScale,
        int nodes,
        Operator operator) {
    /** A minute becomes a second: a model of 8 billion parameters is ready in about 15 s. */
    public static final double USUAL_TIME_FACTOR = 60;

    /**
     * The NIM Operator of the cluster.
     *
     * @param version of its release, such as {@code v3.1.2}
     * @param definitions directory with CustomResourceDefinitions, the operator's own or others; null to check objects
     *     of the usual kinds by what this program knows of them
     */
    public record Operator(String version, @Nullable Path definitions) {
        private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+\\.\\d+");

        /** The newest release that this program knows, without its files. */
        public static final Operator USUAL = new Operator("v3.1.2", null);

        public Operator {
            if (!VERSION.matcher(version).matches()) {
                throw new IllegalArgumentException(
                        PREFIX + "operator-version must be like v3.1.2, not \"" + version + "\"");
            }
        }
    }

    private static final String PREFIX = "sextant.sandbox.";
    private static final int MOST_NODES = 5000;

    public SandboxSettings {
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new IllegalArgumentException(PREFIX + "nodes must be from 1 to " + MOST_NODES + ", not " + nodes);
        }
    }

    /** A small cluster that can pull the images of the reference data alone. */
    public SandboxSettings(int port, @Nullable Path journal, long seed, TimeScale timeScale) {
        this(port, journal, null, seed, timeScale, GpuFleet.USUAL_NODES, Operator.USUAL);
    }

    public SandboxSettings withNodes(int count) {
        return new SandboxSettings(port, journal, addedModels, seed, timeScale, count, operator);
    }

    public SandboxSettings withOperator(Operator other) {
        return new SandboxSettings(port, journal, addedModels, seed, timeScale, nodes, other);
    }

    /**
     * Reads {@code sextant.data-dir} and {@code sextant.sandbox.port}, {@code .seed}, {@code .time-factor},
     * {@code .nodes}, {@code .operator-version} and {@code .crd-directory}.
     */
    public static SandboxSettings of(Map<String, String> settings) {
        String dataDir = settings.get("sextant.data-dir");
        return new SandboxSettings(
                Math.toIntExact(whole(settings, PREFIX + "port", 0)),
                dataDir == null ? null : Path.of(dataDir, "cluster", "objects.jsonl"),
                dataDir == null ? null : Path.of(dataDir, "added-models"),
                whole(settings, PREFIX + "seed", 1),
                new TimeScale(decimal(settings, PREFIX + "time-factor", USUAL_TIME_FACTOR)),
                Math.toIntExact(whole(settings, PREFIX + "nodes", GpuFleet.USUAL_NODES)),
                operator(settings));
    }

    private static Operator operator(Map<String, String> settings) {
        String definitions = settings.getOrDefault(PREFIX + "crd-directory", "").strip();
        return new Operator(
                settings.getOrDefault(PREFIX + "operator-version", Operator.USUAL.version()),
                definitions.isEmpty() ? null : Path.of(definitions));
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
