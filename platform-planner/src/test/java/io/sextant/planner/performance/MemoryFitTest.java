package io.sextant.planner.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.reference.Reference;
import org.junit.jupiter.api.Test;

class MemoryFitTest {

    private static final Workload LONG_PROMPTS = Workload.fixed(7000, 1000);

    @Test
    void predictsTheSequencesThatAnEngineWasSeenToRun() {
        MemoryFit fit = MemoryFit.of(
                Reference.load().gpu("A100-SXM-80GB"),
                Reference.load().model("meta-llama/Llama-3.1-8B-Instruct"),
                EngineProfile.of("fp16-tp2", Precision.FP16, 2));

        assertThat(fit.maxBatch(LONG_PROMPTS))
                .as("113 observed, 126 known as the rule's answer")
                .isBetween(113, 126);
    }

    @Test
    void sixteenBitKvHalvesTheSequencesOfAnEightBitModel() {
        MemoryFit fit = MemoryFit.of(
                Reference.load().gpu("H100-SXM-80GB"),
                Reference.load().model("meta-llama/Llama-3.1-70B-Instruct"),
                EngineProfile.of("fp8-tp4", Precision.FP8, 4));

        assertThat(fit.maxBatch(LONG_PROMPTS)).as("86 with 16-bit KV").isBetween(83, 86);
    }

    @Test
    void weightsTooLargeForTheGpuLeaveNothing() {
        MemoryFit fit = MemoryFit.of(
                Reference.load().gpu("L4"),
                Reference.load().model("meta-llama/Llama-3.1-70B-Instruct"),
                EngineProfile.of("bf16-tp1", Precision.BF16, 1));

        assertThat(fit.holdsWeights()).isFalse();
        assertThat(fit.maxBatch(LONG_PROMPTS)).isZero();
        assertThat(fit.longestSequenceTokens()).isZero();
        assertThat(fit.maxContext()).isZero();
    }

    @Test
    void latentAttentionIsNotDividedByTensorParallelism() {
        var model = Reference.load().model("deepseek-ai/DeepSeek-R1");
        MemoryFit fit = MemoryFit.of(
                Reference.load().gpu("H200-SXM-141GB"), model, EngineProfile.of("fp8-tp8", Precision.FP8, 8));

        assertThat(fit.gibPerSequence(1000) * (1L << 30)).isCloseTo(70_272_000, within(1.0));
    }

    @Test
    void slidingLayersStopGrowingAtTheirWindow() {
        var model = Reference.load().model("openai/gpt-oss-20b");

        double short128 = model.kvBytes(128, 2);
        double next128 = model.kvBytes(256, 2) - short128;

        assertThat(short128).isEqualTo(128.0 * 49_152);
        assertThat(next128).isEqualTo(short128 / 2);
    }

    @Test
    void theLongestSequenceFillsTheKvSpaceExactly() {
        for (String id :
                new String[] {"openai/gpt-oss-20b", "meta-llama/Llama-3.1-8B-Instruct", "google/gemma-3-27b-it"}) {
            MemoryFit fit = MemoryFit.of(
                    Reference.load().gpu("H100-SXM-80GB"),
                    Reference.load().model(id),
                    EngineProfile.of("bf16", Precision.BF16, 1));

            assertThat(fit.gibPerSequence((double) fit.longestSequenceTokens()))
                    .as(id)
                    .isCloseTo(fit.kvGib(), within(0.001));
        }
    }

    @Test
    void aSharedPrefixIsKeptOnce() {
        MemoryFit fit = MemoryFit.of(
                Reference.load().gpu("H100-SXM-80GB"),
                Reference.load().model("meta-llama/Llama-3.1-8B-Instruct"),
                new EngineProfile("bf16", Precision.BF16, 1, 1, 4096, 2, java.util.Set.of()));
        LengthDistribution isl = LengthDistribution.fixed(4000);
        LengthDistribution osl = LengthDistribution.fixed(500);

        int alone = fit.maxBatch(new Workload(isl, osl, 0));
        int shared = fit.maxBatch(new Workload(isl, osl, 0.75));

        assertThat(shared).isBetween(2 * alone, 3 * alone + 1);
    }
}
