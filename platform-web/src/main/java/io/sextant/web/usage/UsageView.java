package io.sextant.web.usage;

import io.sextant.web.layout.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

record UsageView(
        String teamSlug,
        String team,
        String month,
        String monthValue,
        List<Option> teams,
        String sealed,
        String gpuHours,
        String idleHours,
        String cost,
        List<Quota> quotas,
        List<Row> deployments,
        List<Hour> hours,
        String chartVerdict,
        String chartJson,
        String csvPath) {
    record Quota(String label, String used, String limit, int percent, String tone) {}

    record Row(@Nullable String path, String name, String gpu, String cluster, String gpuHours, String cost) {}

    record Hour(String hour, String gpuHours, String cost) {}
}
