package io.sextant.web.administration;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What administrators type and upload in these tests, under names of their own. */
final class Samples {
    static final String CONFIG = """
            {"architectures": ["Qwen3ForCausalLM"], "attention_bias": false, "head_dim": 128, "hidden_act": "silu",
             "hidden_size": 2560, "intermediate_size": 9728, "max_position_embeddings": 40960, "model_type": "qwen3",
             "num_attention_heads": 32, "num_hidden_layers": 36, "num_key_value_heads": 8, "sliding_window": null,
             "tie_word_embeddings": true, "torch_dtype": "bfloat16", "use_sliding_window": false, "vocab_size": 151936}
            """;

    private static final String HEAD =
            "source,source_ref,date,model,engine,engine_version,precision,gpu,gpu_count,tp,pp,isl,"
                    + "osl,concurrency_or_rate,mode,ttft_ms,itl_ms,tpot_ms,e2e_ms,output_tokens_per_s,total_tokens_per_s,"
                    + "requests_per_s,per_gpu,percentile,notes\n";

    private Samples() {}

    static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    static Map<String, String> model(String nimId, String action) {
        Map<String, String> form = new HashMap<>();
        form.put("nimId", nimId);
        form.put("weights", "Qwen/Qwen3-4B-" + nimId.substring(nimId.indexOf('/') + 1));
        form.put("title", "Qwen3 4B of a test");
        form.put("publisher", "Test Publisher");
        form.put("image", "nvcr.io/nim/" + nimId + ":2.0.1");
        form.put("config", CONFIG);
        form.put("action", action);
        return form;
    }

    static Map<String, String> gpu(String name) {
        Map<String, String> form = new HashMap<>();
        form.put("name", name);
        form.put("title", name);
        form.put("productLabel", name + "-LABEL");
        form.put("memoryGib", "80");
        form.put("memoryBandwidthGbS", "3350");
        form.put("tflopsBf16", "989");
        form.put("tflopsFp8", "1979");
        form.put("nvlinkGbS", "900");
        form.put("pcie", "5.0 x16");
        form.put("maxGpusPerNode", "8");
        form.put("source", "data sheet");
        return form;
    }

    /** A file of one row; the TTFT makes it good or bad. */
    static String measurements(String source, String ttftMs) {
        return HEAD + source
                + ",a report,2024-06,Llama-3-8B,NIM-TRT-LLM,NIM 1.0,fp16,A100-SXM-80GB,2,2,1,200,1000,c=5,online,"
                + ttftMs + ",8.72,,8751.5,571.2,,0.5712,false,avg,\n";
    }
}
