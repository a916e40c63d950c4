package io.sextant.planner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A file of measurements as a real sweep looks: two GPUs, two shapes, eight concurrencies each. */
final class SmallSweep {

    static final String HEAD =
            "source,source_ref,date,model,engine,engine_version,precision,gpu,gpu_count,tp,pp,isl,osl,"
                    + "concurrency_or_rate,mode,ttft_ms,itl_ms,tpot_ms,e2e_ms,output_tokens_per_s,total_tokens_per_s,requests_per_s,"
                    + "per_gpu,percentile,notes\n";

    private SmallSweep() {}

    /** Everything is slower by the factor. */
    static Path write(Path file, String source, double slower) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        for (String gpu : new String[] {"H100-SXM-80GB", "A100-SXM-80GB"}) {
            for (int isl : new int[] {200, 2000}) {
                for (int concurrency = 1; concurrency <= 128; concurrency *= 2) {
                    text.append(row(source, gpu, isl, concurrency, gpu.startsWith("A") ? 1.7 * slower : slower));
                }
            }
        }
        return Files.writeString(file, text);
    }

    private static String row(String source, String gpu, int isl, int concurrency, double slower) {
        double prefillMs = slower * (8 + isl / 40.0);
        double ttftMs = prefillMs * (1 + concurrency / 6.0);
        double itlMs = slower * (7 + concurrency * (0.05 + isl / 30_000.0));
        double e2eMs = ttftMs + itlMs * 199;
        double rate = concurrency * 1000 / e2eMs;
        return String.format(
                Locale.ROOT,
                "%s,%s,2026-11,Llama-3.1-8B,vLLM,0.11,bf16,%s,1,1,1,%d,200,c=%d,online,%.2f,,%.3f,%.1f,%.1f,,%.3f,false,avg,%n",
                source,
                source,
                gpu,
                isl,
                concurrency,
                ttftMs,
                itlMs,
                e2eMs,
                rate * 200,
                rate);
    }
}
