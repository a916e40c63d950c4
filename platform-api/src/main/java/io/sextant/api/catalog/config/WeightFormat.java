package io.sextant.api.catalog.config;

import io.sextant.planner.hardware.Precision;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reads the number format of the published weights. */
final class WeightFormat {
    private static final String KEY = "quantization_config";

    private WeightFormat() {}

    /** The format; one that no engine profile has is reported, and stands as 16 bit. */
    static Precision read(ConfigFields root) {
        JsonNode quantization = root.node(KEY);
        Precision format = quantization.isObject() ? quantized(root, quantization) : plain(root);
        root.understood(
                "Number format of the weights",
                format.label().toUpperCase(Locale.ROOT),
                quantization.isObject() ? KEY : root.has("torch_dtype") ? "torch_dtype" : "dtype");
        return format;
    }

    private static Precision plain(ConfigFields root) {
        String key = root.has("torch_dtype") ? "torch_dtype" : "dtype";
        String type = root.node(key).asString("").replace("torch.", "");
        return switch (type) {
            case "bfloat16" -> Precision.BF16;
            case "float16", "half" -> Precision.FP16;
            case "" -> {
                root.remark("The configuration does not say in which number format the weights are; BF16 is assumed.");
                yield Precision.BF16;
            }
            case "float32" -> {
                root.remark(
                        "The weights are published at 32 bit; engines run them at 16 bit, so BF16 is planned with.");
                yield Precision.BF16;
            }
            default -> {
                root.wrong(key, "unknown", "The number format \"" + type + "\" is not known: use bfloat16 or float16.");
                yield Precision.BF16;
            }
        };
    }

    private static Precision quantized(ConfigFields root, JsonNode quantization) {
        String method = quantization.path("quant_method").asString("").toLowerCase(Locale.ROOT);
        return switch (method) {
            case "fp8", "fbgemm_fp8" -> Precision.FP8;
            case "mxfp4" -> Precision.MXFP4;
            case "modelopt", "modelopt_fp4" -> modelopt(root, quantization, method);
            case "compressed-tensors" -> compressed(root, quantization);
            default -> unsupported(root, method.isEmpty() ? "no method" : method);
        };
    }

    private static Precision modelopt(ConfigFields root, JsonNode quantization, String method) {
        String algorithm = quantization
                .path("quant_algo")
                .asString(quantization.path("quantization").path("quant_algo").asString(""))
                .toUpperCase(Locale.ROOT);
        if (algorithm.contains("FP4") || method.equals("modelopt_fp4")) {
            return Precision.NVFP4;
        }
        return algorithm.startsWith("FP8") ? Precision.FP8 : unsupported(root, "modelopt " + algorithm);
    }

    private static Precision compressed(ConfigFields root, JsonNode quantization) {
        JsonNode weights = quantization
                .path("config_groups")
                .valueStream()
                .map(group -> group.path("weights"))
                .findFirst()
                .orElse(quantization.path("weights"));
        int bits = weights.path("num_bits").asInt(0);
        boolean floating = weights.path("type").asString("").equals("float");
        if (floating && bits == 8) {
            return Precision.FP8;
        }
        return floating && bits == 4
                ? Precision.NVFP4
                : unsupported(root, "compressed-tensors with " + bits + "-bit integers");
    }

    private static Precision unsupported(ConfigFields root, String method) {
        root.wrong(
                KEY,
                "unsupported",
                "Weights quantised by " + method
                        + " have no NIM profile. Add the config.json of the 16-bit, FP8, NVFP4 or"
                        + " MXFP4 weights instead.");
        return Precision.BF16;
    }
}
