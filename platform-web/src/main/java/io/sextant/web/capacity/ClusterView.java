package io.sextant.web.capacity;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.cluster.ClusterCapacity;
import io.sextant.api.cluster.ClusterState;
import io.sextant.api.cluster.GpuPool;
import io.sextant.api.cluster.preflight.Finding;
import io.sextant.api.cluster.preflight.Level;
import io.sextant.api.cluster.preflight.Preflight;
import io.sextant.contract.observed.GpuNode;
import io.sextant.contract.observed.NodeTraits;
import io.sextant.planner.units.Display;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as the capacity page shows it.
 *
 * @param state absent where it is in service
 * @param warning what to keep in mind about the numbers; absent when they are fresh
 * @param light of the pre-flight as a whole
 * @param facts name and value, in pairs
 * @param flaws checks that are not green, the worst first
 */
record ClusterView(
        String name,
        String title,
        Badge contact,
        @Nullable Badge state,
        @Nullable String warning,
        Light light,
        List<Fact> facts,
        List<Check> flaws,
        List<Check> passed,
        List<Pool> pools,
        List<Node> nodes) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    record Fact(String name, String value) {}

    /** A colour as a tone of the design and a word. */
    record Light(String tone, String word, String sentence) {
        static Light of(ClusterCapacity cluster) {
            Level level = cluster.preflight().level();
            return new Light(tone(level), word(level), sentence(cluster.state().kind(), level));
        }

        private static String sentence(ClusterState.Kind state, Level level) {
            return switch (state) {
                case ACTIVE ->
                    switch (level) {
                        case GREEN -> "Deployments can be planned here.";
                        case AMBER -> "Deployments can be planned here, with limits.";
                        case RED -> "Nothing new is planned here until this is mended; what runs goes on running.";
                    };
                case DRAINING ->
                    "Nothing new is planned here: the cluster is being drained. What runs goes on running.";
                case RETIRED -> "The cluster is retired.";
            };
        }

        static String tone(Level level) {
            return switch (level) {
                case GREEN -> "ok";
                case AMBER -> "attention";
                case RED -> "danger";
            };
        }

        static String word(Level level) {
            return switch (level) {
                case GREEN -> "Green";
                case AMBER -> "Amber";
                case RED -> "Red";
            };
        }
    }

    /** A check of the pre-flight. */
    record Check(String title, String tone, String word, String found, String remedy) {
        static Check of(Finding finding) {
            return new Check(
                    finding.check().title(),
                    Light.tone(finding.level()),
                    Light.word(finding.level()),
                    finding.found(),
                    finding.remedy());
        }
    }

    /** The GPUs of one product. */
    record Pool(
            String title,
            String label,
            String memory,
            String nodes,
            String used,
            String total,
            int percent,
            String free,
            String largestBlock) {
        static Pool of(GpuPool pool, Catalog catalog) {
            return new Pool(
                    titleOf(pool.gpuProduct(), catalog),
                    pool.gpuProduct(),
                    Display.gib(pool.gpuMemoryMib() / 1024.0),
                    Display.count(pool.nodes()),
                    Display.count(pool.usedGpus()),
                    Display.count(pool.totalGpus()),
                    pool.totalGpus() == 0 ? 0 : Math.min(100, 100 * pool.usedGpus() / pool.totalGpus()),
                    Display.count(pool.freeGpus()),
                    Display.count(pool.largestFreeBlock()));
        }
    }

    record Node(
            String name,
            String product,
            String used,
            String total,
            String free,
            String driver,
            String tone,
            String state) {
        static Node of(GpuNode node, Catalog catalog) {
            return new Node(
                    node.name(),
                    titleOf(node.gpuProduct(), catalog),
                    Display.count(node.usedGpus()),
                    Display.count(node.allocatableGpus()),
                    Display.count(node.freeGpus()),
                    driver(node.traits()),
                    node.schedulable() && isWhole(node) ? "ok" : "attention",
                    state(node));
        }

        private static boolean isWhole(GpuNode node) {
            return node.countsWholeGpus()
                    && (node.traits() == null || node.traits().parts().isEmpty());
        }

        private static String driver(@Nullable NodeTraits traits) {
            return traits == null || traits.driverVersion().isEmpty()
                    ? "unknown"
                    : traits.driverVersion() + ", CUDA " + traits.cudaVersion();
        }

        private static String state(GpuNode node) {
            NodeTraits traits = node.traits();
            if (traits == null) {
                return node.schedulable() ? "Takes pods" : "Takes no new pods";
            }
            if (!traits.ready()) {
                return "Not ready";
            }
            if (traits.cordoned()) {
                return "Cordoned";
            }
            if (traits.sharesGpus(node.gpuProduct())) {
                return "Shared by %d pods a GPU".formatted(traits.replicasPerGpu());
            }
            if (traits.migSlices(node.gpuProduct())) {
                return "MIG slices";
            }
            return traits.parts().isEmpty() ? "Takes pods" : parts(traits);
        }

        /** Such as 7 × mig-1g.10gb. */
        private static String parts(NodeTraits traits) {
            return traits.parts().entrySet().stream()
                    .map(part -> part.getValue() + " × " + part.getKey().replace("nvidia.com/", ""))
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }

    static ClusterView of(ClusterCapacity cluster, Catalog catalog, Instant now) {
        return new ClusterView(
                cluster.name(),
                cluster.title(),
                Badge.of(cluster.contact()),
                cluster.state().kind() == ClusterState.Kind.ACTIVE ? null : Badge.of(cluster.state()),
                warning(cluster, now),
                Light.of(cluster),
                facts(cluster, now),
                flaws(cluster.preflight()),
                cluster.preflight().at(Level.GREEN).stream().map(Check::of).toList(),
                cluster.pools().stream().map(pool -> Pool.of(pool, catalog)).toList(),
                cluster.nodes().stream().map(node -> Node.of(node, catalog)).toList());
    }

    private static List<Check> flaws(Preflight preflight) {
        return Stream.of(Level.RED, Level.AMBER)
                .flatMap(level -> preflight.at(level).stream())
                .map(Check::of)
                .toList();
    }

    private static @Nullable String warning(ClusterCapacity cluster, Instant now) {
        return switch (cluster.contact()) {
            case CURRENT ->
                cluster.observedAt() == null ? "Its deployer has called, but not reported any nodes yet." : null;
            case STALE ->
                "Its deployer was last heard %s. The numbers are the last ones known; running models are not affected."
                        .formatted(ago(cluster.lastHeardAt(), now));
            case NEVER -> "Its deployer has not called yet. Start it with the join token of the cluster.";
        };
    }

    private static List<Fact> facts(ClusterCapacity cluster, Instant now) {
        return List.of(
                new Fact("Last heard", ago(cluster.lastHeardAt(), now)),
                new Fact("Inventory of", cluster.observedAt() == null ? "none yet" : TIME.format(cluster.observedAt())),
                new Fact("Kubernetes", cluster.kubernetesVersion() == null ? "unknown" : cluster.kubernetesVersion()),
                new Fact(
                        "NIM Operator",
                        cluster.nimOperatorVersion() == null ? "not found" : cluster.nimOperatorVersion()));
    }

    /** Such as 12 s ago. */
    static String ago(@Nullable Instant at, Instant now) {
        if (at == null) {
            return "never";
        }
        Duration age = Duration.between(at, now);
        if (age.toSeconds() < 1) {
            return "just now";
        }
        if (age.toMinutes() < 2) {
            return age.toSeconds() + " s ago";
        }
        return age.toHours() < 2 ? age.toMinutes() + " min ago" : age.toHours() + " h ago";
    }

    private static String titleOf(String gpuProduct, Catalog catalog) {
        return catalog.gpuTitle(gpuProduct);
    }
}
