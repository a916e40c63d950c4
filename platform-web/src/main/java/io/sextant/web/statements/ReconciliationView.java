package io.sextant.web.statements;

import io.sextant.web.layout.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

record ReconciliationView(
        List<Option> months,
        String from,
        String until,
        List<Option> clusters,
        String cluster,
        String title,
        String tone,
        String verdict,
        String period,
        List<Pool> pools,
        List<Difference> differences,
        String csvPath) {
    record Pool(
            String name,
            String inventory,
            String told,
            String charged,
            String idle,
            String nobodys,
            String stated,
            String cost,
            String amount,
            @Nullable String silence) {}

    record Difference(
            String pool,
            String sides,
            String tone,
            String reason,
            @Nullable String team,
            String hours,
            String cost) {}
}
