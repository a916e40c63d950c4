package io.sextant.planner.reference;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.AttentionPattern;
import io.sextant.planner.model.Experts;
import io.sextant.planner.model.ModelArchitecture;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** GPUs and models by name. */
public final class Reference {

    private static final int MOST_GPUS_PER_NODE = 8;
    private static final int GPUS_PER_RACK_TRAY = 4;

    private static final Map<String, GpuProduct> GPUS = byName("gpus.csv", Reference::gpu, GpuProduct::name);
    private static final Map<String, ModelArchitecture> MODELS =
            byName("models.csv", Reference::model, ModelArchitecture::id);

    private Reference() {}

    public static GpuProduct gpu(String name) {
        return Objects.requireNonNull(GPUS.get(name), name);
    }

    public static List<GpuProduct> gpus() {
        return GPUS.values().stream().toList();
    }

    public static ModelArchitecture model(String id) {
        return Objects.requireNonNull(MODELS.get(id), id);
    }

    public static List<ModelArchitecture> models() {
        return MODELS.values().stream().toList();
    }

    private static <T> Map<String, T> byName(
            String file, Function<Map<String, String>, T> parse, Function<T, String> name) {
        return CsvTable.resource(file).rows().stream()
                .map(parse)
                .collect(Collectors.toMap(name, Function.identity(), (a, b) -> a, java.util.TreeMap::new));
    }

    private static GpuProduct gpu(Map<String, String> row) {
        int scaleUp = (int) number(row, "max_gpus_scaleup");
        return new GpuProduct(
                text(row, "name"),
                text(row, "nfd_product_label"),
                number(row, "memory_gib_usable"),
                number(row, "mem_bw_gb_s"),
                number(row, "dense_tflops_bf16"),
                optional(row, "dense_tflops_fp8"),
                optional(row, "dense_tflops_fp4"),
                number(row, "interconnect_unidir_gb_s_for_allreduce"),
                scaleUp > MOST_GPUS_PER_NODE ? GPUS_PER_RACK_TRAY : scaleUp);
    }

    private static ModelArchitecture model(Map<String, String> row) {
        int kvLayers = (int) number(row, "kv_layers");
        boolean sparse = !text(row, "moe_experts").isEmpty();
        return new ModelArchitecture(
                text(row, "model_id"),
                number(row, "total_params_b"),
                number(row, "active_params_b"),
                (int) number(row, "layers"),
                kvLayers,
                (int) number(row, "hidden"),
                (int) number(row, "attn_heads"),
                (int) number(row, "kv_heads"),
                (int) number(row, "head_dim"),
                (int) number(row, "vocab"),
                (int) number(row, "max_context"),
                number(row, "kv_bytes_per_token_16bit"),
                AttentionPattern.parse(text(row, "attention"), kvLayers),
                sparse ? new Experts((int) number(row, "moe_experts"), (int) number(row, "moe_topk")) : null,
                text(row, "tied_embeddings").equals("yes"));
    }

    private static String text(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(text(row, column));
    }

    private static @Nullable Double optional(Map<String, String> row, String column) {
        String cell = text(row, column);
        return cell.isEmpty() ? null : Double.valueOf(cell);
    }
}
