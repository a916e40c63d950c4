package io.sextant.planner.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.reference.Reference;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairingPolicyTest {

    private static final String LLAMA_8B = "meta-llama/Llama-3.1-8B-Instruct";
    private static final Workload SHORT = Workload.fixed(512, 256);

    @Test
    void acceptsWhatRuns() {
        assertThat(rejections("H100-SXM-80GB", LLAMA_8B, Precision.FP8, 1, SHORT))
                .isEmpty();
    }

    @Test
    void rejectsRequestsBeyondTheContext() {
        assertThat(rejections(
                        "H100-SXM-80GB",
                        "meta-llama/Meta-Llama-3-8B-Instruct",
                        Precision.BF16,
                        1,
                        Workload.fixed(8000, 193)))
                .containsExactly(new Rejection.ExceedsContext(8193, 8192));
        assertThat(rejections(
                        "H100-SXM-80GB",
                        "meta-llama/Meta-Llama-3-8B-Instruct",
                        Precision.BF16,
                        1,
                        Workload.fixed(8000, 192)))
                .isEmpty();
    }

    @Test
    void rejectsFormatsTheGpuDoesNotHave() {
        assertThat(rejections("A100-SXM-80GB", LLAMA_8B, Precision.FP8, 1, SHORT))
                .containsExactly(new Rejection.PrecisionUnsupported("A100-SXM-80GB", Precision.FP8));
    }

    @Test
    void rejectsHeadsThatDoNotSplit() {
        assertThat(rejections("H100-SXM-80GB", "microsoft/phi-4", Precision.BF16, 4, SHORT))
                .containsExactly(new Rejection.HeadsNotDivisible(40, 10, 4));
    }

    @Test
    void rejectsReplicasLargerThanANode() {
        assertThat(rejections("GB200-NVL72-186GB", LLAMA_8B, Precision.BF16, 8, SHORT))
                .containsExactly(new Rejection.LargerThanNode("GB200-NVL72-186GB", 8, 4));
    }

    @Test
    void rejectsWideTensorParallelismOverPcieButNotAPipeline() {
        assertThat(rejections("L40S", LLAMA_8B, Precision.BF16, 4, SHORT))
                .containsExactly(new Rejection.SlowInterconnect("L40S", 4, 32));
        assertThat(rejections("L40S", LLAMA_8B, Precision.BF16, 2, SHORT)).isEmpty();
        EngineProfile pipeline = new EngineProfile("pp4", Precision.BF16, 1, 4, 256, 2, Set.of());
        assertThat(PairingPolicy.rejections(new Pairing(
                        PlanRequests.plenty("L40S", "1"),
                        pipeline,
                        Reference.load().model(LLAMA_8B),
                        SHORT)))
                .isEmpty();
    }

    @Test
    void rejectsWeightsThatDoNotFit() {
        assertThat(rejections("H100-SXM-80GB", "meta-llama/Llama-3.3-70B-Instruct", Precision.BF16, 1, SHORT))
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.sentence())
                        .isEqualTo("Weights take 132 GiB per GPU, but 1 x H100-SXM-80GB leave 68.6 GiB per GPU for"
                                + " them."));
    }

    @Test
    void rejectsPromptsTheKvCacheCannotHold() {
        assertThat(rejections("L4", LLAMA_8B, Precision.BF16, 1, Workload.fixed(30_000, 500)))
                .singleElement()
                .isInstanceOf(Rejection.SequenceDoesNotFit.class);
    }

    @Test
    void reportsAllReasonsTogether() {
        assertThat(rejections(
                        "A100-PCIe-80GB", "deepseek-ai/DeepSeek-R1", Precision.FP8, 8, Workload.fixed(200_000, 1)))
                .hasExactlyElementsOfTypes(
                        Rejection.ExceedsContext.class,
                        Rejection.PrecisionUnsupported.class,
                        Rejection.SlowInterconnect.class,
                        Rejection.WeightsDoNotFit.class);
    }

    private static List<Rejection> rejections(
            String gpu, String model, Precision precision, int tensorParallel, Workload workload) {
        EngineProfile profile = EngineProfile.of("profile", precision, tensorParallel);
        return PairingPolicy.rejections(new Pairing(
                PlanRequests.plenty(gpu, "1"), profile, Reference.load().model(model), workload));
    }
}
