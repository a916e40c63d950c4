package io.sextant.api.catalog.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A family of networks: which keys its config.json has, and what they mean for layers and weights. */
enum Family {
    LLAMA("llama", "LlamaForCausalLM"),
    LLAMA4(Experts.LLAMA4, "llama4_text", "Llama4ForCausalLM", "Llama4ForConditionalGeneration"),
    MISTRAL(Sliding.WHEN_GIVEN, "mistral", "MistralForCausalLM"),
    MIXTRAL(Sliding.WHEN_GIVEN, Experts.EVERY_LAYER, "mixtral", "MixtralForCausalLM"),
    QWEN2(Sliding.QWEN, "qwen2", "Qwen2ForCausalLM"),
    QWEN2_MOE(Sliding.QWEN, Experts.SOME_LAYERS, "qwen2_moe", "Qwen2MoeForCausalLM"),
    QWEN3(Sliding.QWEN, "qwen3", "Qwen3ForCausalLM"),
    QWEN3_MOE(Sliding.QWEN, Experts.SOME_LAYERS, "qwen3_moe", "Qwen3MoeForCausalLM"),
    GEMMA("gemma", "GemmaForCausalLM"),
    GEMMA2(Sliding.ALTERNATE, "gemma2", "Gemma2ForCausalLM"),
    GEMMA3(Sliding.ALL_BUT_EVERY_NTH, "gemma3_text", "Gemma3ForCausalLM", "Gemma3ForConditionalGeneration"),
    PHI3(Sliding.WHEN_GIVEN, "phi3", "Phi3ForCausalLM"),
    GPT_OSS(Sliding.ALTERNATE, Experts.EVERY_LAYER, "gpt_oss", "GptOssForCausalLM"),
    DEEPSEEK_V2(Experts.AFTER_DENSE, "deepseek_v2", "DeepseekV2ForCausalLM"),
    DEEPSEEK_V3(Experts.AFTER_DENSE, "deepseek_v3", "DeepseekV3ForCausalLM"),
    DEEPSEEK_V32(Experts.AFTER_DENSE, "deepseek_v32", "DeepseekV32ForCausalLM"),
    KIMI_K2(Experts.AFTER_DENSE, "kimi_k2", "DeepseekV3ForCausalLM"),
    GLM4_MOE(Experts.AFTER_DENSE, "glm4_moe", "Glm4MoeForCausalLM"),
    MINIMAX_M2(Experts.EVERY_LAYER, "minimax_m2", "MiniMaxM2ForCausalLM"),
    GRANITE("granite", "GraniteForCausalLM"),
    OLMO2("olmo2", "Olmo2ForCausalLM"),
    STARCODER2(Sliding.WHEN_GIVEN, "starcoder2", "Starcoder2ForCausalLM"),
    /** Not known: read as a plain decoder, its parameters stated by a person. */
    OTHER("other");

    /** How sliding layers are marked where the configuration lists no layer types. */
    enum Sliding {
        NONE,
        WHEN_GIVEN,
        QWEN,
        ALTERNATE,
        ALL_BUT_EVERY_NTH
    }

    /** Which layers have experts, and under which keys. */
    enum Experts {
        NONE,
        EVERY_LAYER,
        SOME_LAYERS,
        AFTER_DENSE,
        LLAMA4
    }

    private static final Map<String, Family> WRAPPERS =
            Map.of("gemma3", GEMMA3, "llama4", LLAMA4, "mistral3", MISTRAL, "llava", LLAMA);

    private final Sliding sliding;
    private final Experts experts;
    private final String modelType;
    private final List<String> architectures;

    Family(String modelType, String... architectures) {
        this(Sliding.NONE, Experts.NONE, modelType, architectures);
    }

    Family(Sliding sliding, String modelType, String... architectures) {
        this(sliding, Experts.NONE, modelType, architectures);
    }

    Family(Experts experts, String modelType, String... architectures) {
        this(Sliding.NONE, experts, modelType, architectures);
    }

    Family(Sliding sliding, Experts experts, String modelType, String... architectures) {
        this.sliding = sliding;
        this.experts = experts;
        this.modelType = modelType;
        this.architectures = List.of(architectures);
    }

    /** The family of a {@code model_type}; that of a model with images counts for its language part. */
    static Optional<Family> ofType(String modelType) {
        return known(family -> family.modelType.equals(modelType))
                .or(() -> Optional.ofNullable(WRAPPERS.get(modelType)));
    }

    /** The family of an entry of {@code architectures}. */
    static Optional<Family> ofArchitecture(String name) {
        return known(family -> family.architectures.contains(name));
    }

    static String supported() {
        return Arrays.stream(values())
                .filter(family -> family != OTHER)
                .map(family -> family.modelType)
                .collect(Collectors.joining(", "));
    }

    private static Optional<Family> known(java.util.function.Predicate<Family> which) {
        return Arrays.stream(values())
                .filter(family -> family != OTHER)
                .filter(which)
                .findFirst();
    }

    String modelType() {
        return modelType;
    }

    boolean names(String architecture) {
        return architectures.contains(architecture);
    }

    Sliding sliding() {
        return sliding;
    }

    Experts experts() {
        return experts;
    }

    /** One compressed KV entry per token (MLA). */
    boolean isLatent() {
        return this == DEEPSEEK_V2 || this == DEEPSEEK_V3 || this == DEEPSEEK_V32 || this == KIMI_K2;
    }

    /** Input and output embedding are one matrix unless the configuration says otherwise. */
    boolean tiedUnlessSaid() {
        return this == GEMMA || this == GEMMA2 || this == GEMMA3 || this == GRANITE || this == STARCODER2;
    }

    /** Two matrices a layer instead of gate, up and down. */
    boolean isUngated() {
        return this == STARCODER2;
    }

    /** Query, key and value have a bias unless the configuration says otherwise. */
    boolean biasedUnlessSaid() {
        return this == QWEN2 || this == QWEN2_MOE || this == GPT_OSS || this == STARCODER2;
    }

    boolean outputIsBiased() {
        return this == GPT_OSS || this == STARCODER2;
    }

    int normsPerLayer() {
        return this == GEMMA2 || this == GEMMA3 ? 4 : 2;
    }

    /** Queries and keys are normalised with this many weights each per layer: a head's, or all heads'. */
    boolean normalisesHeads() {
        return this == QWEN3 || this == QWEN3_MOE || this == GEMMA3 || this == GLM4_MOE;
    }

    /**
     * What the family's configuration class (transformers) assumes for keys that published files leave out.
     */
    Map<String, Integer> defaults() {
        return switch (this) {
            case GEMMA3 ->
                Map.of(
                        "vocab_size", 262_208,
                        "max_position_embeddings", 131_072,
                        "head_dim", 256,
                        "num_attention_heads", 8,
                        "num_key_value_heads", 4,
                        "sliding_window", 4096);
            case GEMMA, GEMMA2 -> Map.of("head_dim", 256);
            case LLAMA4 -> Map.of("vocab_size", 202_048, "interleave_moe_layer_step", 1, "head_dim", 128);
            default -> Map.of();
        };
    }
}
