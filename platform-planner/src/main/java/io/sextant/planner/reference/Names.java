package io.sextant.planner.reference;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What published measurements call GPUs and models, by kind and lower-case name. */
public record Names(Map<String, String> gpus, Map<String, String> models) {

    private static final Pattern PRECISION =
            Pattern.compile("(.+)-(bf16|fp16|fp8|nvfp4|fp4|mxfp4)", Pattern.CASE_INSENSITIVE);

    static Names of(CsvTable table) {
        Map<String, String> gpus = new HashMap<>();
        Map<String, String> models = new HashMap<>();
        for (CsvRow row : table.rows()) {
            (row.text("kind").equals("gpu") ? gpus : models).put(key(row.text("name")), row.text("id"));
        }
        return new Names(gpus, models);
    }

    Optional<String> gpu(String name) {
        return Optional.ofNullable(gpus.get(key(name)));
    }

    Optional<String> model(String name) {
        return Optional.ofNullable(models.get(key(name)));
    }

    static String withoutPublisher(String id) {
        return id.substring(id.indexOf('/') + 1);
    }

    static Optional<String> withoutPrecision(String name) {
        Matcher matcher = PRECISION.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
