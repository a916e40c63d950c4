package io.sextant.deployer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sextant.contract.observed.LatencyHistogram;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineReadingTest {
    private static final String VLLM = """
            # HELP vllm:num_requests_running Number of requests in model execution batches.
            # TYPE vllm:num_requests_running gauge
            vllm:num_requests_running{engine="0",model_name="meta/llama"} 3.0
            vllm:num_requests_waiting{engine="0",model_name="meta/llama"} 2.0
            vllm:kv_cache_usage_perc{engine="0",model_name="meta/llama"} 0.25
            vllm:prompt_tokens_total{engine="0",model_name="meta/llama"} 1000.0
            vllm:generation_tokens_total{engine="0",model_name="meta/llama"} 400.0
            vllm:request_success_total{engine="0",finished_reason="stop",model_name="meta/llama"} 7.0
            vllm:request_success_total{engine="0",finished_reason="length",model_name="meta/llama"} 2.0
            vllm:request_success_total{engine="0",finished_reason="abort",model_name="meta/llama"} 5.0
            vllm:request_success_total{engine="0",finished_reason="error",model_name="meta/llama"} 1.0
            vllm:time_to_first_token_seconds_bucket{engine="0",le="0.1",model_name="meta/llama"} 4.0
            vllm:time_to_first_token_seconds_bucket{engine="0",le="0.5",model_name="meta/llama"} 8.0
            vllm:time_to_first_token_seconds_bucket{engine="0",le="+Inf",model_name="meta/llama"} 9.0
            vllm:time_to_first_token_seconds_count{engine="0",model_name="meta/llama"} 9.0
            vllm:time_to_first_token_seconds_sum{engine="0",model_name="meta/llama"} 2.5
            """;
    private static final String NIM_1 = """
            num_requests_running{model_name="meta/llama"} 3
            gpu_cache_usage_perc{model_name="meta/llama"} 0.25 1732350000000
            generation_tokens_total{model_name="with \\"quotes\\", a comma and a } brace"} 400
            request_failure_total{model_name="meta/llama"} 4
            time_per_output_token_seconds_bucket{model_name="meta/llama",le="0.05"} 10
            time_per_output_token_seconds_bucket{model_name="meta/llama",le="+Inf"} 10
            time_per_output_token_seconds_sum{model_name="meta/llama"} 0.2
            this is no metric
            request_success_total NaN
            """;
    private static final EngineReading NOTHING = EngineReading.of("");

    @Test
    void readsTheNamesOfVllm() {
        EngineReading reading = EngineReading.of(VLLM);

        assertThat(reading.running()).isEqualTo(3);
        assertThat(reading.waiting()).isEqualTo(2);
        assertThat(reading.cacheUse()).containsExactly(0.25);
        assertThat(reading.gainedSince(NOTHING))
                .isEqualTo(Map.of(
                        EngineCounter.PROMPT_TOKENS, 1000L,
                        EngineCounter.GENERATED_TOKENS, 400L,
                        EngineCounter.FINISHED, 9L,
                        EngineCounter.FAILED, 1L));
        assertThat(reading.countedSince(NOTHING))
                .isEqualTo(
                        Map.of(EngineLatency.TTFT, new LatencyHistogram(List.of(0.1, 0.5), List.of(4L, 4L, 1L), 2.5)));
    }

    @Test
    void readsTheNamesOfNim1AndPassesOverWhatItDoesNotUnderstand() {
        EngineReading reading = EngineReading.of(NIM_1);

        assertThat(reading.running()).isEqualTo(3);
        assertThat(reading.cacheUse()).containsExactly(0.25);
        assertThat(reading.gainedSince(NOTHING))
                .isEqualTo(Map.of(EngineCounter.GENERATED_TOKENS, 400L, EngineCounter.FAILED, 4L));
        assertThat(reading.countedSince(NOTHING))
                .isEqualTo(Map.of(EngineLatency.TOKEN_GAP, new LatencyHistogram(List.of(0.05), List.of(10L, 0L), 0.2)));
    }

    @Test
    void countsOnlyWhatIsNewSinceTheReadingBefore() {
        EngineReading before = EngineReading.of(VLLM);
        EngineReading after = EngineReading.of(VLLM.replace("} 400.0", "} 450.0")
                .replace("le=\"0.5\",model_name=\"meta/llama\"} 8.0", "le=\"0.5\",model_name=\"meta/llama\"} 10.0")
                .replace("le=\"+Inf\",model_name=\"meta/llama\"} 9.0", "le=\"+Inf\",model_name=\"meta/llama\"} 11.0")
                .replace("} 2.5", "} 3.1"));

        assertThat(after.gainedSince(before))
                .containsEntry(EngineCounter.GENERATED_TOKENS, 50L)
                .containsEntry(EngineCounter.FINISHED, 0L);
        LatencyHistogram ttft = after.countedSince(before).get(EngineLatency.TTFT);
        assertThat(ttft.counts()).containsExactly(0L, 2L, 0L);
        assertThat(ttft.sumSeconds()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void countsAllOfAnEngineThatRestarted() {
        EngineReading before = EngineReading.of(VLLM);
        EngineReading restarted = EngineReading.of(VLLM.replace("} 400.0", "} 30.0")
                .replace("} 4.0", "} 1.0")
                .replace("} 8.0", "} 1.0")
                .replace("le=\"+Inf\",model_name=\"meta/llama\"} 9.0", "le=\"+Inf\",model_name=\"meta/llama\"} 1.0")
                .replace("} 2.5", "} 0.04"));

        assertThat(restarted.gainedSince(before)).containsEntry(EngineCounter.GENERATED_TOKENS, 30L);
        assertThat(restarted.countedSince(before).get(EngineLatency.TTFT))
                .isEqualTo(new LatencyHistogram(List.of(0.1, 0.5), List.of(1L, 0L, 0L), 0.04));
    }
}
