package io.sextant.api.deployment.status;

import java.time.Duration;

/**
 * How long a first start usually takes where nobody has started the like before.
 *
 * <p>From published cold starts: 5 to 9 minutes for an image that no node has, weights at some 0.35 GiB/s, and half a
 * minute to three minutes until they lie in GPU memory; about 14 minutes for a model of 70 billion parameters.
 *
 * @param download of the weights
 * @param pull of the image
 * @param load from a container's start until it serves
 */
public record StartEstimate(Duration download, Duration pull, Duration load) {
    private static final double GIB_PER_SECOND = 0.35;
    private static final Duration PULL = Duration.ofMinutes(6);
    private static final Duration ENGINE_START = Duration.ofSeconds(30);
    private static final Duration SHORTEST_PATIENCE = Duration.ofMinutes(30);

    /** The estimate for weights that need a volume of this size. */
    public static StartEstimate of(int cacheGib) {
        return new StartEstimate(
                Duration.ofSeconds(Math.round(cacheGib / GIB_PER_SECOND)), PULL, ENGINE_START.plusSeconds(cacheGib));
    }

    /** From submission to Ready. */
    public Duration total() {
        return download.plus(pull).plus(load);
    }

    /** From a start to Ready when the weights are on their volume already. */
    public Duration again() {
        return pull.plus(load);
    }

    /** After which the deployment is called overdue: three times the estimate, and no less than half an hour. */
    public Duration patience() {
        Duration threefold = total().multipliedBy(3);
        return threefold.compareTo(SHORTEST_PATIENCE) < 0 ? SHORTEST_PATIENCE : threefold;
    }
}
