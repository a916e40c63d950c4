package io.sextant.api.catalog;

/** How a NIM names its Prometheus metrics; it changed with the major version of the image. */
public enum MetricFamily {
    /** NIM LLM 1.x: names without a prefix, label {@code model_name}. */
    NIM_1X("nim-1x", "NIM 1.x names", "", "gpu_cache_usage_perc", "time_per_output_token_seconds"),
    /** NIM LLM 2.x and 3.x: the names of vLLM. */
    VLLM("vllm", "vLLM names (vllm:)", "vllm:", "kv_cache_usage_perc", "inter_token_latency_seconds");

    private final String key;
    private final String label;
    private final String prefix;
    private final String kvUse;
    private final String tokenLatency;

    MetricFamily(String key, String label, String prefix, String kvUse, String tokenLatency) {
        this.key = key;
        this.label = label;
        this.prefix = prefix;
        this.kvUse = kvUse;
        this.tokenLatency = tokenLatency;
    }

    /** As it stands in the reference data and the API. */
    public String key() {
        return key;
    }

    public String label() {
        return label;
    }

    /** Gauge: requests being answered. */
    public String runningRequests() {
        return prefix + "num_requests_running";
    }

    /** Gauge: requests that wait for a place. */
    public String waitingRequests() {
        return prefix + "num_requests_waiting";
    }

    /**
     * Gauge: requests being answered or waiting, as the cluster's metrics adapter names the sum of both; an adapter's names
     * have no colon.
     */
    public String requestsInFlight() {
        return prefix.replace(':', '_') + "num_requests_in_flight";
    }

    /** Gauge: share of the KV cache in use, 0 to 1. */
    public String kvCacheUse() {
        return prefix + kvUse;
    }

    /** Histogram: seconds to the first token. */
    public String timeToFirstToken() {
        return prefix + "time_to_first_token_seconds";
    }

    /** Histogram: seconds between tokens. */
    public String tokenLatency() {
        return prefix + tokenLatency;
    }

    /** Histogram: seconds from request to last token. */
    public String endToEndLatency() {
        return prefix + "e2e_request_latency_seconds";
    }

    /** The family of an image's tag, such as {@code 1.15.5} or {@code 2.0.10}. */
    public static MetricFamily ofTag(String imageTag) {
        return imageTag.startsWith("1.") ? NIM_1X : VLLM;
    }

    static MetricFamily parse(String text) {
        for (MetricFamily family : values()) {
            if (family.key.equals(text)) {
                return family;
            }
        }
        throw new IllegalArgumentException("unknown metric family \"" + text + "\": use nim-1x or vllm");
    }
}
