package io.sextant.web.quotas;

import io.sextant.api.quota.QuotaPreview;
import io.sextant.api.quota.QuotaStanding;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What an edit would do, in finished strings.
 *
 * @param raised what else changes, a sentence each
 * @param noLongerFits what would stand above a limit, a sentence each
 */
record EffectView(List<Row> rows, List<String> raised, List<String> noLongerFits) {
    record Row(String name, String before, String after) {}

    static EffectView of(QuotaPreview preview) {
        return new EffectView(
                List.of(
                        row(preview, "Guaranteed", standing -> standing.terms().guaranteedGpus()),
                        row(preview, "Burst limit", standing -> standing.terms().burstLimitGpus()),
                        row(preview, "Lendable", standing -> standing.terms().lendableGpus()),
                        row(preview, "Used", QuotaStanding::usedGpus),
                        row(preview, "Of that borrowed", QuotaStanding::borrowedGpus),
                        row(preview, "Free", QuotaStanding::freeGpus)),
                preview.raised().stream()
                        .map(raised -> "%s: guaranteed %d instead of %d, burst limit %d instead of %d."
                                .formatted(
                                        raised.node().name(),
                                        raised.after().guaranteedGpus(),
                                        raised.before().guaranteedGpus(),
                                        raised.after().burstLimitGpus(),
                                        raised.before().burstLimitGpus()))
                        .toList(),
                preview.noLongerFits().stream()
                        .map(QuotaPreview.Overhang::sentence)
                        .toList());
    }

    private static Row row(QuotaPreview preview, String name, ToIntFunction<QuotaStanding> gpus) {
        return new Row(
                name,
                Integer.toString(gpus.applyAsInt(preview.before())),
                Integer.toString(gpus.applyAsInt(preview.after())));
    }
}
