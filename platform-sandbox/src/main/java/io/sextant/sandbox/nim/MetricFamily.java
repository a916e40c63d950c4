package io.sextant.sandbox.nim;

import java.util.List;

/** The names under which a NIM publishes its metrics. */
public enum MetricFamily {
    /** NIM for LLMs 1.x: names without a prefix. */
    NIM_1("", "gpu_cache_usage_perc", "time_per_output_token_seconds"),
    /** NIM for LLMs 2.x and later: those of vLLM. */
    VLLM("vllm:", "kv_cache_usage_perc", "inter_token_latency_seconds");

    private final String prefix;
    private final String cacheUse;
    private final String perToken;

    MetricFamily(String prefix, String cacheUse, String perToken) {
        this.prefix = prefix;
        this.cacheUse = cacheUse;
        this.perToken = perToken;
    }

    /** The family of an image tag such as {@code 1.15.5} or {@code 2.0.10}. */
    public static MetricFamily ofTag(String imageTag) {
        return imageTag.startsWith("0.") || imageTag.startsWith("1.") ? NIM_1 : VLLM;
    }

    /**
     * The name under which a Prometheus adapter serves a metric of this family: adapters' names have no colon, so its rule
     * puts a line in its place.
     */
    String adapted(String metric) {
        return (prefix + metric).replace(':', '_');
    }

    /** Such names of the metrics of requests, as autoscalers ask for them. */
    public List<String> adaptedRequests() {
        return List.of(
                adapted("num_requests_running"), adapted("num_requests_waiting"), adapted("num_requests_in_flight"));
    }

    String prefix() {
        return prefix;
    }

    String cacheUse() {
        return prefix + cacheUse;
    }

    String perToken() {
        return prefix + perToken;
    }
}
