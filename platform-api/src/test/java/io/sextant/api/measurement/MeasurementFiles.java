package io.sextant.api.measurement;

import java.util.LinkedHashMap;
import java.util.Map;

/** Makes files of measurements, row by row from one that is right. */
final class MeasurementFiles {
    static final String HEAD =
            "source,source_ref,date,model,engine,engine_version,precision,gpu,gpu_count,tp,pp,isl,osl,"
                    + "concurrency_or_rate,mode,ttft_ms,itl_ms,tpot_ms,e2e_ms,output_tokens_per_s,total_tokens_per_s,"
                    + "requests_per_s,per_gpu,percentile,notes\n";

    private MeasurementFiles() {}

    /** A row of a real sweep: five requests in flight, 8.75 s each. */
    static Map<String, String> right(String source) {
        Map<String, String> row = new LinkedHashMap<>();
        for (String column : HEAD.strip().split(",", -1)) {
            row.put(column, "");
        }
        row.put("source", source);
        row.put("source_ref", "a report");
        row.put("date", "2024-06");
        row.put("model", "Llama-3-8B");
        row.put("engine", "NIM-TRT-LLM");
        row.put("engine_version", "NIM 1.0");
        row.put("precision", "fp16");
        row.put("gpu", "A100-SXM-80GB");
        row.put("gpu_count", "2");
        row.put("tp", "2");
        row.put("pp", "1");
        row.put("isl", "200");
        row.put("osl", "1000");
        row.put("concurrency_or_rate", "c=5");
        row.put("mode", "online");
        row.put("ttft_ms", "40.17");
        row.put("itl_ms", "8.72");
        row.put("e2e_ms", "8751.5");
        row.put("output_tokens_per_s", "571.2");
        row.put("requests_per_s", "0.5712");
        row.put("per_gpu", "false");
        row.put("percentile", "avg");
        return row;
    }

    static Map<String, String> right(String source, String column, String value) {
        Map<String, String> row = right(source);
        row.put(column, value);
        return row;
    }

    @SafeVarargs
    static String file(Map<String, String>... rows) {
        StringBuilder file = new StringBuilder(HEAD);
        for (Map<String, String> row : rows) {
            file.append(String.join(",", row.values())).append('\n');
        }
        return file.toString();
    }
}
