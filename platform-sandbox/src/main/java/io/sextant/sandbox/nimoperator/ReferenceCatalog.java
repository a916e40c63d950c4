package io.sextant.sandbox.nimoperator;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.AttentionPattern;
import io.sextant.planner.model.Experts;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.sandbox.nim.MetricFamily;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The NIMs and GPU products of the reference data that the platform's catalogue is filled from. */
public final class ReferenceCatalog implements NimCatalog {
    private static final String ANY_GPU = "any";

    private final GpuProducts products;
    private final Map<String, NimImage> images = new HashMap<>();

    private ReferenceCatalog(GpuProducts products) {
        this.products = products;
    }

    /** Reads the reference data from the class path. */
    public static ReferenceCatalog load() {
        ReferenceCatalog catalog = new ReferenceCatalog(new GpuProducts(
                rows("gpus.csv").stream().map(ReferenceCatalog::gpu).toList()));
        catalog.images.putAll(catalog.images(rows("models.csv"), rows("nim_profiles.csv")));
        return catalog;
    }

    /** The images that two files of the same columns describe, by repository. */
    Map<String, NimImage> images(Path models, Path profiles) throws IOException {
        return images(rows(models), rows(profiles));
    }

    private Map<String, NimImage> images(List<CSVRecord> modelRows, List<CSVRecord> profileRows) {
        Map<String, List<NimProfile>> profiles = new HashMap<>();
        for (CSVRecord row : profileRows) {
            profiles.computeIfAbsent(row.get("nim_id"), id -> new ArrayList<>()).add(profile(row));
        }
        Map<String, NimImage> images = new HashMap<>();
        for (CSVRecord row : modelRows) {
            images.put(
                    row.get("image_repository"),
                    new NimImage(
                            row.get("nim_id"),
                            architecture(row),
                            row.get("metric_family").equals("nim-1x") ? MetricFamily.NIM_1 : MetricFamily.VLLM,
                            profiles.getOrDefault(row.get("nim_id"), List.of())));
        }
        return images;
    }

    /** The GPU products of the reference data. */
    public GpuProducts products() {
        return products;
    }

    @Override
    public Optional<NimImage> image(String repository) {
        return Optional.ofNullable(images.get(repository));
    }

    private NimProfile profile(CSVRecord row) {
        String gpu = row.get("gpu");
        return new NimProfile(
                row.get("profile_id"),
                row.get("engine"),
                Precision.parse(row.get("precision")),
                Integer.parseInt(row.get("tp")),
                Integer.parseInt(row.get("pp")),
                gpu.equals(ANY_GPU) || gpu.isEmpty()
                        ? null
                        : products.named(gpu)
                                .orElseThrow(() -> new IllegalStateException(
                                        "nim_profiles.csv names the GPU " + gpu + ", which gpus.csv lacks")),
                row.get("qos"));
    }

    private static GpuProduct gpu(CSVRecord row) {
        return new GpuProduct(
                row.get("name"),
                row.get("product_label"),
                Double.parseDouble(row.get("memory_gib")),
                Double.parseDouble(row.get("memory_bandwidth_gb_s")),
                Double.parseDouble(row.get("tflops_bf16")),
                number(row.get("tflops_fp8")),
                number(row.get("tflops_fp4")),
                Double.parseDouble(row.get("allreduce_gb_s")),
                Integer.parseInt(row.get("max_gpus_per_node")));
    }

    private static ModelArchitecture architecture(CSVRecord row) {
        int kvLayers = Integer.parseInt(row.get("kv_layers"));
        Double experts = number(row.get("moe_experts"));
        Double perToken = number(row.get("moe_topk"));
        return new ModelArchitecture(
                row.get("model_id"),
                Double.parseDouble(row.get("total_params_b")),
                Double.parseDouble(row.get("active_params_b")),
                Integer.parseInt(row.get("layers")),
                kvLayers,
                Integer.parseInt(row.get("hidden")),
                Integer.parseInt(row.get("attn_heads")),
                Integer.parseInt(row.get("kv_heads")),
                Integer.parseInt(row.get("head_dim")),
                Integer.parseInt(row.get("vocab")),
                Integer.parseInt(row.get("max_context")),
                Double.parseDouble(row.get("kv_bytes_per_token_16bit")),
                AttentionPattern.parse(row.get("attention"), kvLayers),
                experts == null || perToken == null ? null : new Experts(experts.intValue(), perToken.intValue()),
                row.get("tied_embeddings").equals("yes"));
    }

    private static @Nullable Double number(String text) {
        return text.isBlank() ? null : Double.valueOf(text);
    }

    private static List<CSVRecord> rows(String file) {
        try (InputStream stream = Objects.requireNonNull(
                        ReferenceCatalog.class.getResourceAsStream("/reference/" + file),
                        "the reference data " + file + " is not on the class path");
                Reader text = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return rows(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<CSVRecord> rows(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file)) {
            return rows(text);
        }
    }

    private static List<CSVRecord> rows(Reader text) throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(text)
                .getRecords();
    }
}
