package io.sextant.api.catalog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.AttentionKind;
import io.sextant.planner.model.ModelArchitecture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ModelConfigTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double TOLERANCE = 0.01;
    /** Published active counts are rounded, some to a whole billion. */
    private static final double ACTIVE_TOLERANCE = 0.05;

    /** Counts and KV bytes as the models' cards and public parameter counts have them. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            llama-3.1-8b,   8.03,   8.03,  32, 131072, BF16
            llama-3.2-1b,   1.24,   1.24,  16,  32768, BF16
            llama-4-scout,  107.8,  17.2,  48, 196608, BF16
            mistral-nemo,  12.25,  12.25,  40, 163840, BF16
            mixtral-8x7b,   46.7,  12.88,  32, 131072, BF16
            qwen2.5-7b,     7.62,   7.62,  28,  57344, BF16
            qwen3-32b,     32.76,  32.76,  64, 262144, BF16
            qwen3-30b-a3b,  30.5,   3.35,  48,  98304, BF16
            gemma-2-9b,     9.24,   9.24,  42, 344064, BF16
            gemma-3-27b,    27.0,   27.0,  62, 507904, BF16
            gpt-oss-20b,    20.9,    3.6,  24,  49152, MXFP4
            gpt-oss-120b,  116.8,   5.13,  36,  73728, MXFP4
            deepseek-r1,     671,   37.6,  61,  70272, FP8
            kimi-k2,        1026,   32.6,  61,  70272, FP8
            minimax-m2.5,    229,   10.0,  62, 253952, FP8
            phi-3-mini-4k,  3.82,   3.82,  32, 393216, BF16
            granite-3.3-8b, 8.17,   8.17,  40, 163840, BF16
            """)
    void countsParametersAndKvAsPublished(
            String file, double totalB, double activeB, int layers, double kvBytes, Precision format) {
        ModelReading reading = read(file);
        ModelArchitecture model = reading.architecture();
        assertThat(model.totalParamsB()).isCloseTo(totalB, within(totalB * TOLERANCE));
        assertThat(differenceFromPublished(model, activeB)).isLessThan(ACTIVE_TOLERANCE);
        assertThat(model.layers()).isEqualTo(layers);
        assertThat(model.kvBytesPerToken16bit()).isEqualTo(kvBytes);
        assertThat(reading.weights()).isEqualTo(format);
        assertThat(reading.fields()).extracting(ReadField::name).contains("Layers", "Parameters", "Attention heads");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            gemma-2-9b,    21, 4096
            gemma-3-27b,   52, 1024
            gpt-oss-120b,  18,  128
            phi-3-mini-4k, 32, 2047
            qwen2.5-7b,     0,    0
            mistral-nemo,   0,    0
            """)
    void findsSlidingLayers(String file, int layers, int window) {
        ModelArchitecture model = read(file).architecture();
        assertThat(model.attention().slidingLayers()).isEqualTo(layers);
        assertThat(model.attention().slidingWindowTokens()).isEqualTo(window);
    }

    @Test
    void keepsOneCompressedEntryForLatentAttention() {
        ModelArchitecture model = read("deepseek-r1").architecture();
        assertThat(model.attention().kind()).isEqualTo(AttentionKind.MULTI_HEAD_LATENT);
        assertThat(model.kvShards(8)).isEqualTo(1);
    }

    @Test
    void saysWhichValuesTheConfigurationLeavesToItsFamily() {
        assertThat(read("gemma-3-27b").fields())
                .contains(new ReadField("Vocabulary", "262,208", "default of gemma3_text"));
        assertThat(read("gemma-3-27b").remarks()).anyMatch(remark -> remark.contains("Only the language part"));
    }

    @Test
    void takesStatedCountsAndSaysWhereTheyDiffer() {
        ModelReading same = read("llama-3.1-8b", new StatedParameters(8.03, null));
        assertThat(same.parametersStated()).isTrue();
        assertThat(same.remarks()).isEmpty();
        ModelReading other = read("llama-3.1-8b", new StatedParameters(9.5, null));
        assertThat(other.architecture().totalParamsB()).isEqualTo(9.5);
        assertThat(other.remarks()).singleElement().asString().contains("9.5", "8.03");
        ModelReading experts = read("mixtral-8x7b", new StatedParameters(47.0, null));
        assertThat(experts.architecture().activeParamsB()).isCloseTo(13.2, within(0.1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            llama-3.1-8b  |  9   | 10   | /activeParametersB | contradiction
            llama-3.1-8b  |      | 8    | /activeParametersB | alone
            llama-3.1-8b  |  8   | 7    | /activeParametersB | contradiction
            llama-3.1-8b  | -1   |      | /totalParametersB  | out-of-range
            llama-3.1-8b  | NaN  |      | /totalParametersB  | out-of-range
            mixtral-8x7b  |  20  |      | /totalParametersB  | contradiction
            """)
    void refusesStatedCountsThatCannotBe(String file, Double total, Double active, String pointer, String code) {
        assertThat(errors(tree(file), new StatedParameters(total, active)))
                .extracting(FieldError::pointer, FieldError::code)
                .contains(org.assertj.core.groups.Tuple.tuple(pointer, code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hidden_size             | null                  | missing
            num_hidden_layers       | 0                     | out-of-range
            num_hidden_layers       | 99999                 | out-of-range
            vocab_size              | "128256"              | not-whole
            vocab_size              | 1.5                   | not-whole
            num_key_value_heads     | 7                     | contradiction
            num_attention_heads     | 33                    | contradiction
            tie_word_embeddings     | "yes"                 | not-boolean
            torch_dtype             | "int3"                | unknown
            quantization_config     | {"quant_method":"awq"}| unsupported
            layer_types             | ["full_attention"]    | contradiction
            layer_types             | 7                     | not-a-list
            architectures           | ["Qwen2ForCausalLM"]  | contradiction
            model_type              | "nemotron_h"          | unsupported
            model_type              | "martian"             | contradiction
            """)
    void saysWhatIsMissingUnknownOrContradictory(String key, String value, String code) {
        ObjectNode config = tree("llama-3.1-8b");
        config.set(key, JSON.readTree(value));
        if (code.equals("contradiction") && key.equals("model_type")) {
            config.set("architectures", JSON.readTree("[\"MartianForCausalLM\"]"));
            assertThat(errors(config, StatedParameters.NONE)).singleElement().satisfies(error -> {
                assertThat(error.code()).isEqualTo("unknown");
                assertThat(error.message()).contains("State the parameter count", "deepseek_v3");
            });
            return;
        }
        assertThat(errors(config, StatedParameters.NONE))
                .filteredOn(error -> error.code().equals(code))
                .extracting(FieldError::pointer)
                .isNotEmpty()
                .allMatch(pointer -> pointer.startsWith("/config/"));
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        ObjectNode config = tree("qwen3-30b-a3b");
        config.remove(List.of("hidden_size", "vocab_size", "num_experts", "max_position_embeddings"));
        assertThat(errors(config, StatedParameters.NONE))
                .extracting(FieldError::pointer)
                .contains(
                        "/config/hidden_size",
                        "/config/vocab_size",
                        "/config/num_experts",
                        "/config/max_position_embeddings");
    }

    @Test
    void readsAnUnknownFamilyAsAPlainDecoderOnceItsParametersAreStated() {
        ObjectNode config = changed("llama-3.1-8b", tree -> {
            tree.put("model_type", "martian");
            tree.set("architectures", JSON.readTree("[\"MartianForCausalLM\"]"));
        });
        ModelReading reading = ModelConfig.read("x/Martian", config, new StatedParameters(8.0, null));
        assertThat(reading.architecture().totalParamsB()).isEqualTo(8.0);
        assertThat(reading.architecture().kvBytesPerToken16bit()).isEqualTo(131_072);
        assertThat(reading.remarks()).anyMatch(remark -> remark.contains("plain decoder"));
    }

    @Test
    void refusesWhatIsNoConfiguration() {
        assertThat(errors(JSON.readTree("[1,2]"), StatedParameters.NONE))
                .extracting(FieldError::code)
                .containsExactly("not-an-object");
        assertThat(errors(JSON.readTree("{}"), StatedParameters.NONE))
                .extracting(FieldError::code)
                .containsExactly("missing");
    }

    // Some publishers leave the input embedding out of the parameters a token uses, because it is only looked up.
    private static double differenceFromPublished(ModelArchitecture model, double activeB) {
        double embeddingB = model.tiedEmbeddings() ? 0 : (double) model.vocab() * model.hidden() / 1e9;
        return Math.min(
                Math.abs(model.activeParamsB() / activeB - 1),
                Math.abs((model.activeParamsB() - embeddingB) / activeB - 1));
    }

    private static ModelReading read(String file) {
        return read(file, StatedParameters.NONE);
    }

    private static ModelReading read(String file, StatedParameters stated) {
        return ModelConfig.read("test/" + file, tree(file), stated);
    }

    private static List<FieldError> errors(JsonNode config, StatedParameters stated) {
        List<FieldError> errors = new java.util.ArrayList<>();
        assertThatExceptionOfType(PlatformProblem.Invalid.class)
                .isThrownBy(() -> ModelConfig.read("test/model", config, stated))
                .satisfies(problem -> errors.addAll(problem.errors()));
        return errors;
    }

    private static ObjectNode changed(String file, Consumer<ObjectNode> change) {
        ObjectNode config = tree(file);
        change.accept(config);
        return config;
    }

    private static ObjectNode tree(String file) {
        try (InputStream stream = Objects.requireNonNull(
                ModelConfigTest.class.getResourceAsStream(file + ".json"), () -> "no file " + file)) {
            return (ObjectNode) JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
