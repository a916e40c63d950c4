package io.sextant.planner.performance;

/** One of the numbers by which an engine stays below the hardware's peak, or adds to it. */
public enum Factor {
    /** Share of peak memory bandwidth reached while reading weights. */
    WEIGHT_BANDWIDTH("eta_w", 0.80, 0.02, 1.2, 0.5),
    /** The same for the KV cache. */
    KV_BANDWIDTH("eta_kv", 0.65, 0.02, 2, 0.7),
    /** Share of the peak rate of the matrix units. */
    COMPUTE("eta_p", 0.55, 0.01, 1.2, 0.8),
    /** Share of the bandwidth between GPUs. */
    LINK_BANDWIDTH("eta_link", 0.70, 0.02, 2, 0.7),
    /** Fixed time of one all-reduce between two GPUs, microseconds. */
    ALLREDUCE_US("alpha", 8, 0.2, 200, 1.5),
    /** Fixed time of every step, milliseconds. */
    STEP_BASE_MS("beta_0", 1, 0.01, 30, 1.5),
    /** Fixed time of every layer of a step, microseconds. */
    LAYER_US("beta_1", 8, 0.1, 400, 1.2),
    /** How far prompts arrive in step with each other: 1 when all come at once. */
    PROMPT_SYNCHRONY("phi", 0.5, 0.001, 1, 1.5),
    /** Fixed cost of a prefill in tokens. */
    PREFILL_EXTRA_TOKENS("n_0", 150, 1, 4000, 1.5),
    /** Over how much of the decode life of a request the prompts of others spread. */
    PROMPT_SPREADING("kappa_s", 0.7, 0.05, 100, 1.0),
    /** Time outside the engine's steps: network, tokenizer, milliseconds. */
    REQUEST_BASE_MS("t_0", 3, 0.1, 500, 1.5),
    /** Decode steps a new request waits for before its prompt is computed. */
    STEPS_WAITED("delta", 1, 0.02, 20, 1.5),
    /** Requests the load generator keeps waiting beyond the stated concurrency. */
    EXTRA_IN_FLIGHT("q", 0.03, 0.0001, 2, 5),
    /** Tokens of prompts that arrive together at most. */
    WAVE_TOKENS("K", 60_000, 500, 5e6, 1.5),
    /** How fast the wait for other prompts levels off once the wave is full; 1 levels off entirely. */
    WAVE_SATURATION("gamma", 0.9, 0.4, 1, 0.3),
    /** Fixed time of a prefill saved when it rides along in a step that decodes anyway: v / (1 + v) of it. */
    RIDE_ALONG("psi", 0.5, 0.01, 50, 2.0),
    /** KV space found over KV space computed: engines differ in what they keep for themselves. */
    KV_SPACE("u", 1, 0.3, 3, 0.5),
    /** Attention of one layer to one token of context, nanoseconds, however few sequences there are. */
    ATTENTION_NS("tau", 2, 0.05, 60, 1.5),
    /** Share of a full queue that a measurement of limited length sees. */
    QUEUE_SEEN("omega", 0.97, 0.4, 1.2, 0.3),
    /** Share of a measurement's requests that come in its opening burst, all at once. */
    OPENING_BURST("sigma", 0.03, 0.0003, 1, 1.5);

    /** How many there are. */
    public static final int COUNT = values().length;

    private static final Factor[] ALL = values();

    private final String symbol;
    private final double base;
    private final double least;
    private final double most;
    private final double scale;

    /**
     * @param base where a fit starts: the published untuned constant, or the middle of the published range
     * @param scale how much the natural logarithm of this factor may vary, relative to the others
     */
    Factor(String symbol, double base, double least, double most, double scale) {
        this.symbol = symbol;
        this.base = base;
        this.least = least;
        this.most = most;
        this.scale = scale;
    }

    /** As docs/planner.md and the file of priors write it. */
    public String symbol() {
        return symbol;
    }

    /** Its place in arrays of factors. */
    @SuppressWarnings("EnumOrdinal") // Arrays are what linear algebra works on.
    public int index() {
        return ordinal();
    }

    /** The factor at a place. */
    public static Factor at(int index) {
        return ALL[index];
    }

    public double base() {
        return base;
    }

    public double scale() {
        return scale;
    }

    double clamp(double value) {
        return Math.clamp(value, least, most);
    }

    /** The factor of this symbol. */
    public static Factor named(String symbol) {
        for (Factor factor : values()) {
            if (factor.symbol.equals(symbol)) {
                return factor;
            }
        }
        throw new IllegalArgumentException("no factor is called '%s'".formatted(symbol));
    }
}
