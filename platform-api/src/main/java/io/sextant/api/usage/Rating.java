package io.sextant.api.usage;

import io.sextant.api.pricing.Price;
import io.sextant.api.pricing.PriceTimeline;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Rates hours by the price in force when each began. */
final class Rating {
    private final PriceTimeline prices;
    private final UnaryOperator<String> gpuName;

    /**
     * Rates by these prices.
     *
     * @param gpuName from the product's node label to the name that prices have
     */
    Rating(PriceTimeline prices, UnaryOperator<String> gpuName) {
        this.prices = prices;
        this.gpuName = gpuName;
    }

    List<Rated> rate(Collection<HourlyUse.Used> hours) {
        return hours.stream().map(this::rate).toList();
    }

    private Rated rate(HourlyUse.Used used) {
        UseLine line = used.line();
        Optional<Price> price = prices.find(line.cluster(), gpuName.apply(line.gpuProduct()), used.hour());
        Optional<BigDecimal> rate = price.map(found -> found.rate(line.borrowed()));
        return new Rated(
                line,
                used.hour(),
                used.gpuSeconds(),
                price.map(found -> found.id().value()).orElse(null),
                rate.orElse(null),
                rate.map(found -> Rated.cost(used.gpuSeconds(), found)).orElse(null));
    }
}
