package io.sextant.planner.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.reference.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelArchitectureTest {

    static java.util.List<ModelArchitecture> models() {
        return Reference.load().models();
    }

    @ParameterizedTest
    @MethodSource("models")
    void kvPerTokenMatchesLayersAndHeads(ModelArchitecture model) {
        double expected = switch (model.attention().kind()) {
            case MULTI_HEAD, GROUPED_QUERY, HYBRID -> 2.0 * model.kvLayers() * model.kvHeads() * model.headDim() * 2;
            case MULTI_HEAD_LATENT -> model.kvLayers() * 576.0 * 2;
        };

        assertThat(model.kvBytesPerToken16bit()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'GQA', 32, GROUPED_QUERY, 0, 0",
        "'MHA', 32, MULTI_HEAD, 0, 0",
        "'GQA, half the layers sliding 128', 36, GROUPED_QUERY, 18, 128",
        "'GQA, alternate sliding 4096', 42, GROUPED_QUERY, 21, 4096",
        "'GQA, 5 of 6 layers sliding 1024', 62, GROUPED_QUERY, 51, 1024",
        "'MLA (kv_lora 512 + rope 64)', 61, MULTI_HEAD_LATENT, 0, 0",
        "'hybrid Mamba2, 4 attention layers', 4, HYBRID, 0, 0"
    })
    void readsTheWordingOfTheReferenceData(String text, int layers, AttentionKind kind, int sliding, int window) {
        assertThat(AttentionPattern.parse(text, layers)).isEqualTo(new AttentionPattern(kind, sliding, window));
    }

    @Test
    void rejectsAttentionItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttentionPattern.parse("linear", 4))
                .withMessageContaining("MHA, GQA, MLA or hybrid");
    }

    @Test
    void splitsExpertWeightsFromTheRest() {
        ModelArchitecture mixtral = Reference.load().model("mistralai/Mixtral-8x7B-Instruct-v0.1");

        double rest = 46.7e9 - mixtral.expertParams();

        assertThat(rest + mixtral.expertParams() / 4).isCloseTo(12.88e9, within(1e6));
        assertThat(mixtral.paramsRead(1)).isLessThan(mixtral.paramsRead(8));
        assertThat(mixtral.paramsRead(1000)).isCloseTo(46.7e9 - 32_000.0 * 4096, within(1e6));
    }

    @Test
    void quantisedModelsKeepTheirEmbeddingsAtSixteenBit() {
        ModelArchitecture llama = Reference.load().model("meta-llama/Llama-3.1-8B-Instruct");
        double embeddings = 2.0 * 128_256 * 4096;

        assertThat(llama.weightBytes(Precision.BF16)).isCloseTo(16.06e9, within(1e6));
        assertThat(llama.weightBytes(Precision.FP8)).isCloseTo(8.03e9 + embeddings, within(1e6));
    }

    @ParameterizedTest
    @CsvSource({
        "meta-llama/Llama-3.1-8B-Instruct, 8, true",
        "meta-llama/Llama-3.1-8B-Instruct, 3, false",
        "microsoft/phi-4, 4, false",
        "microsoft/phi-4, 2, true",
        "Qwen/Qwen3-30B-A3B, 8, true",
        "deepseek-ai/DeepSeek-R1, 8, true"
    })
    void headsMustSplitEvenlyOrBeCopiedWhole(String id, int tensorParallel, boolean splits) {
        assertThat(Reference.load().model(id).splitsOver(tensorParallel)).isEqualTo(splits);
    }
}
