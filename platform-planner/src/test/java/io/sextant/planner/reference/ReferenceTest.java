package io.sextant.planner.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.planner.model.ModelArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {

    private final Reference reference = Reference.load();

    @Test
    void shipsTheCatalogueAndTheModelsThatOnlyMeasurementsName() {
        assertThat(reference.modelsById()).containsKeys("meta-llama/Llama-3.3-70B-Instruct", "EleutherAI/gpt-j-6b");
        assertThat(reference.gpusByName()).containsKeys("H100-SXM-80GB", "L4");
    }

    @ParameterizedTest
    @CsvSource({
        "Llama-3-8B, meta-llama/Meta-Llama-3-8B-Instruct",
        "llama-3.1-8b-instruct, meta-llama/Llama-3.1-8B-Instruct",
        "Qwen3-235B-A22B-FP8, Qwen/Qwen3-235B-A22B",
        "DeepSeek-V3.1-NVFP4, deepseek-ai/DeepSeek-V3",
        "openai/gpt-oss-120b, openai/gpt-oss-120b"
    })
    void findsAModelByTheNamesOfMeasurements(String name, String id) {
        assertThat(reference.modelNamed(name)).map(ModelArchitecture::id).hasValue(id);
    }

    @Test
    void doesNotGuess() {
        assertThat(reference.modelNamed("Llama")).isEmpty();
        assertThat(reference.gpuNamed("MI300X")).isEmpty();
    }

    @Test
    void everyOtherNameLeadsSomewhere() {
        assertThat(reference.names().models().values()).allMatch(reference.modelsById()::containsKey);
        assertThat(reference.names().gpus().values()).allMatch(reference.gpusByName()::containsKey);
    }

    @Test
    void readsGpusOfAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("gpus.csv"), """
                name,product_label,memory_gib,memory_bandwidth_gb_s,tflops_bf16,tflops_fp8,tflops_fp4,allreduce_gb_s,max_gpus_per_node
                X1,Maker-X1,100,4000,1000,,,400,8
                """);
        assertThat(reference.withGpus(file).gpus()).singleElement().satisfies(gpu -> {
            assertThat(gpu.name()).isEqualTo("X1");
            assertThat(gpu.tflopsFp8()).isNull();
        });
    }
}
