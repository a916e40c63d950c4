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
 * @param cacheGib volume for the profile's weights and what the engine makes of them
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
        int cacheGib,
        Duration load,
        MetricFamily metricFamily) {
    /** Longest name: the operator and we append to it, and a label may have 63 characters. */
    public static final int MAX_NAME_LENGTH = 40;

    private static final Pattern DNS_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    public NimBlueprint {
        if (!isValidName(name)) {
            throw new IllegalArgumentException("not a name for a deployment: " + name);
        }
        if (cacheGib < 1 || load.isNegative()) {
            throw new IllegalArgumentException("a volume of " + cacheGib + " GiB loaded in " + load);
        }
    }

    /** Whether a NIMService may have this name. */
    public static boolean isValidName(String name) {
        return name.length() <= MAX_NAME_LENGTH && DNS_1035.matcher(name).matches();
    }

    /** The weights' name: a cache never changes, so another profile is another cache. */
    String cacheName() {
        return name + "-"
                + profileId.substring(0, Math.min(8, profileId.length())).toLowerCase(Locale.ROOT);
    }

    /** The model's id as a label value, which may have no slash. */
    String modelLabel() {
        return model.replace('/', '.');
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

    /** Limits the engine is started with: tokens of a request, and requests it runs at once. */
    public record Engine(int maxModelLen, int maxSequences) {}
}
