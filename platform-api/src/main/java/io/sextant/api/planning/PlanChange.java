package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.planner.capacity.SlaTerm;
import io.sextant.planner.frontier.Change;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A single change to a request that would make it feasible.
 *
 * @param member of the request, as a JSON pointer; absent where nothing in the request can change it
 * @param value the member's new value
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanChange(
        String sentence, @Nullable String member, @Nullable String value) {
    static PlanChange of(Change change) {
        return switch (change) {
            case Change.Measure measure -> new PlanChange(measure.sentence(), null, null);
            case Change.Relax relax ->
                new PlanChange(relax.sentence(), pointer(relax.term()), plain(BigDecimal.valueOf(relax.to())));
            case Change.RelaxTogether several -> new PlanChange(several.sentence(), null, null);
            case Change.OtherProfile profile -> new PlanChange(profile.sentence(), null, null);
            case Change.OtherGpu gpu -> new PlanChange(gpu.sentence(), null, null);
            case Change.LowerPercentile lower ->
                new PlanChange(lower.sentence(), "/sla/percentile", lower.to().name());
            case Change.ShortenInput shorten ->
                new PlanChange(shorten.sentence(), "/workload/inputTokens", String.valueOf(shorten.toTokens()));
            case Change.ShortenOutput shorten ->
                new PlanChange(shorten.sentence(), "/workload/outputTokens", String.valueOf(shorten.toTokens()));
        };
    }

    /** A higher limit on the monthly cost, rounded up to whole units of money. */
    static PlanChange raiseCostLimit(PlanCost cheapest) {
        BigDecimal enough = MoneyText.wholeAbove(cheapest.perMonth());
        return new PlanChange(
                "Raise the cost limit to %s a month.".formatted(MoneyText.of(enough, cheapest.currency())),
                "/limits/maxMonthlyCost",
                plain(enough));
    }

    private static String pointer(SlaTerm term) {
        return switch (term) {
            case TTFT -> "/sla/ttftMs";
            case ITL -> "/sla/itlMs";
            case E2E -> "/sla/e2eMs";
            case USER_RATE -> "/sla/minTokensPerSecondPerUser";
        };
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
