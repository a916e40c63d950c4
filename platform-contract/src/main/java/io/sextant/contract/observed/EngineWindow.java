package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.UUID;

/**
 * What the engines of one deployment published of themselves over at most a minute, all replicas together. A window is closed
 * when it is sent: the same deployment and {@code from} always mean the same figures.
 *
 * @param until excluded
 * @param replicas most that answered at one moment
 * @param running requests the engines worked on, of all replicas
 * @param waiting requests in the engines' queues, of all replicas
 * @param cacheUse share of the KV cache in use, 0 to 1: its mean over replicas, and that of the fullest one
 * @param finishedRequests that ended with an answer
 * @param failedRequests as far as the engine counts them
 * @param ttft per request
 * @param tokenGap time between one output token and the next, over all requests: a pooled gap, not the ITL of a request
 * @param e2e per request
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EngineWindow(
        UUID deploymentId,
        Instant from,
        Instant until,
        int replicas,
        Level running,
        Level waiting,
        Level cacheUse,
        long promptTokens,
        long generatedTokens,
        long finishedRequests,
        long failedRequests,
        LatencyHistogram ttft,
        LatencyHistogram tokenGap,
        LatencyHistogram e2e) {
    public EngineWindow {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a window from " + from + " until " + until);
        }
        if (replicas < 0 || promptTokens < 0 || generatedTokens < 0 || finishedRequests < 0 || failedRequests < 0) {
            throw new IllegalArgumentException("a negative count in the window from " + from);
        }
    }
}
