package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a plan must stay within.
 *
 * @param maxMonthlyCost in the price book's currency, 0.01 to 10^12; absent for no limit
 * @param gpuProducts node labels of the GPU products that may be used; empty for all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlanLimits(@Nullable BigDecimal maxMonthlyCost, List<String> gpuProducts) {
    /** No limits. */
    public static final PlanLimits NONE = new PlanLimits(null, List.of());

    private static final Bounds COST = new Bounds("/limits/maxMonthlyCost", "The highest monthly cost", 0.01, 1e12, "");

    public PlanLimits {
        if (maxMonthlyCost != null) {
            COST.check(maxMonthlyCost.doubleValue());
        }
        // In one order, so that equal limits are equal.
        gpuProducts = List.copyOf(new TreeSet<>(gpuProducts));
    }

    @JsonCreator
    static PlanLimits of(@Nullable BigDecimal maxMonthlyCost, @Nullable List<String> gpuProducts) {
        return new PlanLimits(maxMonthlyCost, gpuProducts == null ? List.of() : gpuProducts);
    }

    boolean allows(String gpuProduct) {
        return gpuProducts.isEmpty() || Set.copyOf(gpuProducts).contains(gpuProduct);
    }
}
