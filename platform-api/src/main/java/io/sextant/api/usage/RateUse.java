package io.sextant.api.usage;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.pricing.PriceBook;
import io.sextant.api.quota.GuaranteedSpans;
import io.sextant.api.quota.ReservedSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** What hours come to, by the prices that are recorded now. */
@Component
class RateUse {
    private final PriceBook prices;
    private final GuaranteedSpans guaranteed;
    private final Catalog catalog;

    RateUse(PriceBook prices, GuaranteedSpans guaranteed, Catalog catalog) {
        this.prices = prices;
        this.guaranteed = guaranteed;
        this.catalog = catalog;
    }

    /**
     * The hours between two of them: what pods held, and what was reserved beside.
     *
     * @param held everything that the teams in it held in their pools: what is borrowed shows only in the whole
     */
    List<Rated> between(Instant from, Instant until, List<GpuHold> held, List<ReservedSpan> reserved) {
        List<GpuHold> all = new ArrayList<>(
                held.stream().anyMatch(GpuHold::reclaimable)
                        ? BorrowedUse.apart(from, until, held, guaranteed.between(from, until))
                        : held);
        all.addAll(ReservedIdle.between(from, until, reserved, held));
        return new Rating(prices.timeline(), names()).rate(HourlyUse.between(from, until, all));
    }

    private UnaryOperator<String> names() {
        Map<String, String> names = new HashMap<>();
        return label -> names.computeIfAbsent(label, catalog::gpuName);
    }
}
