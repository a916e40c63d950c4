package io.sextant.planner.reference;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.AttentionPattern;
import io.sextant.planner.model.Experts;
import io.sextant.planner.model.ModelArchitecture;

/** Rows of the platform's reference data as the planner's values. */
final class DataSheets {

    private DataSheets() {}

    static GpuProduct gpu(CsvRow row) {
        return new GpuProduct(
                row.text("name"),
                row.text("product_label"),
                row.number("memory_gib"),
                row.number("memory_bandwidth_gb_s"),
                row.number("tflops_bf16"),
                row.optionalNumber("tflops_fp8"),
                row.optionalNumber("tflops_fp4"),
                row.number("allreduce_gb_s"),
                row.whole("max_gpus_per_node"));
    }

    static ModelArchitecture model(CsvRow row) {
        int kvLayers = row.whole("kv_layers");
        boolean sparse = row.optionalText("moe_experts") != null;
        return new ModelArchitecture(
                row.text("model_id"),
                row.number("total_params_b"),
                row.number("active_params_b"),
                row.whole("layers"),
                kvLayers,
                row.whole("hidden"),
                row.whole("attn_heads"),
                row.whole("kv_heads"),
                row.whole("head_dim"),
                row.whole("vocab"),
                row.whole("max_context"),
                row.number("kv_bytes_per_token_16bit"),
                AttentionPattern.parse(row.text("attention"), kvLayers),
                sparse ? new Experts(row.whole("moe_experts"), row.whole("moe_topk")) : null,
                row.text("tied_embeddings").equals("yes"));
    }
}
