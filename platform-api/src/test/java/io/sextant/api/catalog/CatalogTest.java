package io.sextant.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.reference.ReferenceTable;
import io.sextant.planner.hardware.Precision;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    private static final Catalog SHIPPED = new Catalog(AddedEntries.NONE);

    private static final String GPUS = """
            name,title,nim_tag,product_label,label_confidence,memory_gib,memory_type,memory_bandwidth_gb_s,tflops_bf16,tflops_fp8,tflops_fp4,nvlink_gb_s,allreduce_gb_s,pcie,tdp_w,max_gpus_per_node,price_usd_per_hour,price_source,source,notes
            L4,L4,l4,NVIDIA-L4,high,22.5,GDDR6,300,121,242,,0,32,4.0 x16,72,8,0.75,recalled,sheet,
            H100,H100 SXM,h100,NVIDIA-H100,high,79.6,HBM3,3350,989,1979,,900,450,5.0 x16,700,8,3.49,recalled,sheet,
            """;

    private static final String MODELS = """
            nim_id,model_id,title,publisher,image_repository,image_tag,image_source,image_confidence,licence,licence_source,lifecycle,lifecycle_date,lifecycle_source,metric_family,metric_source,total_params_b,active_params_b,layers,kv_layers,hidden,attn_heads,kv_heads,head_dim,vocab,max_context,attention,kv_bytes_per_token_16bit,moe_experts,moe_topk,tied_embeddings,architecture_source,notes
            meta/small,x/Small,Small,Meta,nvcr.io/nim/meta/small,1.0.0,docs,published,MIT,card,ended,2026-01-31,docs,nim-1x,docs,8,8,32,32,4096,32,8,128,128256,8192,GQA,131072,,,no,config,
            """;

    private static final String PROFILES = """
            nim_id,profile_id,id_source,engine,precision,tp,pp,gpu,qos,source
            meta/small,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,published list,vllm,bf16,1,1,any,,docs
            """;

    @Test
    void shipsEnoughModelsAndGpusToChooseFrom() {
        assertThat(SHIPPED.models(ModelFilter.ALL)).hasSizeGreaterThanOrEqualTo(20);
        assertThat(SHIPPED.gpus()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(SHIPPED.models(ModelFilter.ALL))
                .allSatisfy(model -> assertThat(model.image())
                        .isNotNull()
                        .extracting(NimImage::repository)
                        .isEqualTo("nvcr.io/nim/" + model.nimId()));
    }

    @Test
    void namesASourceForEveryFact() {
        assertThat(SHIPPED.models(ModelFilter.ALL))
                .flatExtracting(CatalogModel::facts)
                .extracting(Fact::source)
                .doesNotContain("");
        assertThat(SHIPPED.gpus())
                .flatExtracting(CatalogGpu::facts)
                .extracting(Fact::source)
                .doesNotContain("");
    }

    @Test
    void givesEveryModelAProfileThatFitsSomeGpu() {
        assertThat(SHIPPED.models(ModelFilter.ALL))
                .allSatisfy(model -> assertThat(SHIPPED.gpus()).anyMatch(model::runsOn));
    }

    @Test
    void handsThePlannerTheProfilesGpuByName() {
        NimProfile profile = SHIPPED.model("meta/llama-3.1-8b-instruct").profiles().stream()
                .filter(candidate -> candidate.technicalName().equals("tensorrt_llm-h100-fp8-tp2-pp1-latency"))
                .findFirst()
                .orElseThrow();
        assertThat(profile.name()).isEqualTo("H100 SXM 80 GB · FP8 · TP2 · latency");
        assertThat(profile.engineProfile().gpuNames()).containsExactly("H100-SXM-80GB");
        assertThat(profile.engineProfile().precision()).isEqualTo(Precision.FP8);
        assertThat(profile.engineProfile().gpusPerReplica()).isEqualTo(2);
    }

    @Test
    void marksIdsThatNoImageLists() {
        assertThat(SHIPPED.model("meta/llama-3.1-8b-instruct").profiles())
                .allMatch(profile -> profile.idOrigin() == NimProfile.IdOrigin.DERIVED);
        assertThat(SHIPPED.model("meta/llama3-8b-instruct").profiles())
                .allMatch(profile -> profile.idOrigin() == NimProfile.IdOrigin.PUBLISHED);
    }

    @Test
    void findsGpusByTheLabelOfTheirNodes() {
        assertThat(SHIPPED.gpuByLabel("NVIDIA-H100-80GB-HBM3"))
                .hasValueSatisfying(gpu -> assertThat(gpu.name()).isEqualTo("H100-SXM-80GB"));
        assertThat(SHIPPED.gpuByLabel("NVIDIA-H101")).isEmpty();
    }

    @Test
    void offersTheNearestNamesForAnUnknownModel() {
        assertThatExceptionOfType(PlatformProblem.NotFound.class)
                .isThrownBy(() -> SHIPPED.model("meta/lama-3.1-8b-instruct"))
                .satisfies(problem -> assertThat(problem.remedy()).contains("meta/llama-3.1-8b-instruct"));
    }

    @Test
    void filtersByEveryProperty() {
        assertThat(filtered(new ModelFilter("llama 70b", null, null, null, null, null, null)))
                .contains("meta/llama-3.3-70b-instruct")
                .allMatch(id -> id.contains("70b") && id.contains("llama"));
        assertThat(filtered(new ModelFilter(null, "OpenAI", null, null, null, null, null)))
                .containsExactlyInAnyOrder("openai/gpt-oss-20b", "openai/gpt-oss-120b");
        assertThat(filtered(new ModelFilter(null, null, 400.0, null, null, null, null)))
                .containsExactlyInAnyOrder("meta/llama-3.1-405b-instruct", "deepseek-ai/deepseek-r1");
        assertThat(filtered(new ModelFilter(null, null, null, null, null, Lifecycle.Stage.ENDED, null)))
                .containsExactly("deepseek-ai/deepseek-r1");
        assertThat(filtered(new ModelFilter(null, null, null, null, null, null, "MIT License")))
                .contains("microsoft/phi-3-mini-4k-instruct")
                .doesNotContain("meta/llama-3.1-8b-instruct");
    }

    @Test
    void filtersByGpuThroughProfilesAndMemory() {
        List<String> onL4 = filtered(new ModelFilter(null, null, null, null, "L4", null, null));
        assertThat(onL4).contains("meta/llama-3.1-8b-instruct").doesNotContain("meta/llama-3.1-405b-instruct");
        assertThatExceptionOfType(PlatformProblem.NotFound.class)
                .isThrownBy(() -> filtered(new ModelFilter(null, null, null, null, "H1000", null, null)));
    }

    @Test
    void readsLifecycleWithItsDate() {
        Catalog catalog = catalog(GPUS, MODELS, PROFILES);
        assertThat(catalog.model("meta/small").lifecycle()).isEqualTo(new Lifecycle.Ended(LocalDate.of(2026, 1, 31)));
        assertThat(catalog.model("meta/small").lifecycle().label()).isEqualTo("End of support since 2026-01-31");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gpus     | 79.6            | heavy            | gpus.csv, line 3: column memory_gib "heavy" is not a number
            gpus     | NVIDIA-L4,high  | NVIDIA-L4,unsure | gpus.csv, line 2: column label_confidence is neither high nor medium
            gpus     | H100 SXM,h100   | ,h100            | gpus.csv, line 3: column title is empty
            models   | nvcr.io/nim/    | docker.io/       | models.csv, line 2: a NIM image lies below nvcr.io/nim/
            models   | GQA             | XQA              | models.csv, line 2: unknown attention 'XQA'
            models   | 2026-01-31      | yesterday        | models.csv, line 2: column lifecycle_date "yesterday" is not a date
            models   | ,8,8,32         | ,8,9,32          | models.csv, line 2: active parameters cannot exceed
            profiles | aaaaaaaaaa      | b                | nim_profiles.csv, line 2: a profile id has 64 hexadecimal digits
            profiles | ,any,           | ,H900,           | nim_profiles.csv, line 2: column gpu names H900, which gpus.csv does not know
            profiles | published list  | derived id       | nim_profiles.csv, line 2: column profile_id says it is derived
            profiles | bf16            | fp5              | nim_profiles.csv, line 2: unknown precision 'fp5'
            profiles | meta/small      | meta/other       | meta/small has no profile
            """)
    void refusesToStartOnABadRow(String table, String text, String replacement, String message) {
        assertThatIllegalStateException()
                .isThrownBy(() -> catalog(
                        broken(table.equals("gpus"), GPUS, text, replacement),
                        broken(table.equals("models"), MODELS, text, replacement),
                        broken(table.equals("profiles"), PROFILES, text, replacement)))
                .withMessageContaining(message);
    }

    @Test
    void refusesARowWithTooFewValues() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ReferenceTable.of("x.csv", "a,b\n1,2\n3\n"))
                .withMessage("Reference data x.csv, line 3: it has 1 values, but the head names 2");
    }

    private static String broken(boolean affected, String csv, String text, String replacement) {
        if (!affected) {
            return csv;
        }
        assertThat(csv).contains(text);
        return csv.replace(text, replacement);
    }

    private static Catalog catalog(String gpus, String models, String profiles) {
        return new Catalog(
                ReferenceTable.of("gpus.csv", gpus),
                ReferenceTable.of("models.csv", models),
                ReferenceTable.of("nim_profiles.csv", profiles),
                AddedEntries.NONE);
    }

    private static List<String> filtered(ModelFilter filter) {
        return SHIPPED.models(filter).stream().map(CatalogModel::nimId).toList();
    }
}
