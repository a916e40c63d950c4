package io.sextant.api.deployment.manifest;

import io.sextant.api.catalog.MetricFamily;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Everything a NIMCache and a NIMService are made from, with nothing left to decide.
 *
 * @param name of the NIMService: a DNS-1035 label
 * @param team the team's slug
 * @param model the NIM's id, such as {@code meta/llama-3.1-8b-instruct}; also the name it is served under
 * @param profileId the NIM profile's id, pinned
 * @param stopped whether everything stays but the replicas
 * @param load from the start of a container with its weights on disk until it serves
 * @param metricFamily how the image names its metrics
 */
public record NimBlueprint(
        UUID id,
        long generation,
        String name,
        String team,
        String namespace,
        String model,
        Image image,
        String profileId,
        Gpus gpus,
        Replicas replicas,
        Engine engine,
        Cache cache,
        boolean stopped,
        Duration load,
        MetricFamily metricFamily,
        ClusterTraits cluster) {
    /** Longest name: the operator and we append to it, and a label may have 63 characters. */
    public static final int MAX_NAME_LENGTH = 40;

    private static final int MAX_SUFFIX_LENGTH = 12;
    private static final Pattern RESERVED = Pattern.compile(".*-(g\\d+|endpoint)");
    private static final Pattern DNS_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    public NimBlueprint {
        if (name.length() > MAX_NAME_LENGTH + MAX_SUFFIX_LENGTH
                || !DNS_1035.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a deployment: " + name);
        }
        if (load.isNegative()) {
            throw new IllegalArgumentException("loaded in " + load);
        }
    }

    /** Whether a NIMService may have this name. */
    public static boolean isValidName(String name) {
        return name.length() <= MAX_NAME_LENGTH && DNS_1035.matcher(name).matches();
    }

    /** Whether Sextant itself names objects so: a deployment of that name would be in their way. */
    public static boolean isReservedName(String name) {
        return RESERVED.matcher(name).matches();
    }

    /** The model's id as a label value, which may have no slash. */
    String modelLabel() {
        return model.replace('/', '.');
    }

    /**
     * The weights on their volume; a NIMCache never changes, so other weights or another volume are another cache.
     *
     * @param gib volume for the profile's weights and what the engine makes of them
     * @param shared whether several nodes can mount the volume, which more than one replica needs
     */
    public record Cache(String name, int gib, boolean shared) {
        public Cache {
            if (gib < 1) {
                throw new IllegalArgumentException("a volume of " + gib + " GiB");
            }
        }

        /**
         * On a volume that several nodes can mount: the same for all deployments of a team that need the same weights, since its
         * name says what is in it.
         *
         * @param hash of all that makes weights other ones
         */
        public static Cache ofTeam(Image image, int gib, String hash) {
            String model = image.repository()
                    .substring(image.repository().lastIndexOf('/') + 1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-");
            return new Cache(model.substring(0, Math.min(MAX_NAME_LENGTH, model.length())) + "-" + hash, gib, true);
        }

        /** On a volume for one node, for one NIMService alone. */
        public static Cache ofOne(String deployment, String profileId, int gib) {
            String profile =
                    profileId.substring(0, Math.min(8, profileId.length())).toLowerCase(Locale.ROOT);
            return new Cache(deployment + "-" + profile, gib, false);
        }

        /** Whether so many replicas can use it. */
        public boolean serves(int maxReplicas) {
            return shared || maxReplicas <= 1;
        }

        /** Other weights, or the same on another volume. */
        public Cache named(String other) {
            return new Cache(other, gib, shared);
        }
    }

    /** The NIM's container image. */
    public record Image(String repository, String tag) {
        String reference() {
            return repository + ":" + tag;
        }
    }

    /**
     * The GPUs of one replica.
     *
     * @param product the node label {@code nvidia.com/gpu.product}
     */
    public record Gpus(String product, int perReplica) {
        public Gpus {
            if (perReplica < 1) {
                throw new IllegalArgumentException("a replica needs a GPU");
            }
        }
    }

    /**
     * How many replicas there may be.
     *
     * @param targetConcurrency requests in flight per replica at which one more is started
     * @param coldStart from the load's growth to a new replica's first answer
     */
    public record Replicas(int min, int max, int targetConcurrency, Duration coldStart) {
        public Replicas {
            if (min < 1 || max < min || targetConcurrency < 1 || coldStart.isNegative()) {
                throw new IllegalArgumentException(
                        "replicas " + min + " to " + max + " at " + targetConcurrency + ", started in " + coldStart);
            }
        }

        boolean follow() {
            return max > min;
        }
    }

    /**
     * What the engine is started with.
     *
     * @param maxModelLen tokens of a request, prompt and answer
     * @param maxSequences requests it runs at once
     * @param logLevel as NIMs name them, such as {@code INFO}
     */
    public record Engine(int maxModelLen, int maxSequences, String logLevel) {}
}
