package io.sextant.web.prices;

import io.sextant.api.pricing.OnPremisesRate;
import java.util.List;

/**
 * The price of own servers, worked out.
 *
 * @param perGpuHour as the form of a price takes it
 */
record OnPremisesView(String perGpuHour, List<Step> steps) {
    record Step(String what, String formula, String value) {}

    static OnPremisesView of(OnPremisesRate rate) {
        return new OnPremisesView(
                rate.perGpuHour().toPlainString(),
                rate.steps().stream()
                        .map(step -> new Step(
                                step.what(), step.formula(), step.value().toPlainString()))
                        .toList());
    }
}
