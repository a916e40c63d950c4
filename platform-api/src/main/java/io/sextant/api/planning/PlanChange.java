package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.planner.capacity.SlaTerm;
import io.sextant.planner.frontier.Change;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change to a request that would make it feasible.
 *
 * @param member of the request, as a JSON pointer; absent where several members change together, or nothing in the request
 *     can change it
 * @param value the member's new value
 * @param settings all members that change together; empty where somebody has to provide something instead
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanChange(
        String sentence, @Nullable String member, @Nullable String value, List<Setting> settings) {
    /** A member of the request, as a JSON pointer, with its new value. */
    public record Setting(String member, String value) {}

    public PlanChange {
        settings = List.copyOf(settings);
    }

    static PlanChange of(Change change) {
        return switch (change) {
            case Change.Measure _, Change.OtherProfile _, Change.OtherGpu _ -> of(change.sentence());
            case Change.Relax relax -> of(change.sentence(), relaxed(relax));
            case Change.RelaxTogether several ->
                of(
                        change.sentence(),
                        several.targets().stream().map(PlanChange::relaxed).toArray(Setting[]::new));
            case Change.LowerPercentile lower ->
                of(change.sentence(), new Setting("/sla/percentile", lower.to().name()));
            case Change.ShortenInput shorten ->
                of(change.sentence(), new Setting("/workload/inputTokens", String.valueOf(shorten.toTokens())));
            case Change.ShortenOutput shorten ->
                of(change.sentence(), new Setting("/workload/outputTokens", String.valueOf(shorten.toTokens())));
        };
    }

    private static PlanChange of(String sentence, Setting... settings) {
        boolean single = settings.length == 1;
        return new PlanChange(
                sentence, single ? settings[0].member() : null, single ? settings[0].value() : null, List.of(settings));
    }

    private static Setting relaxed(Change.Relax relax) {
        return new Setting(pointer(relax.term()), plain(BigDecimal.valueOf(relax.to())));
    }

    /** A higher limit on the monthly cost, rounded up to whole units of money. */
    static PlanChange raiseCostLimit(PlanCost cheapest) {
        BigDecimal enough = MoneyText.wholeAbove(cheapest.perMonth());
        return of(
                "Raise the cost limit to %s a month.".formatted(MoneyText.of(enough, cheapest.currency())),
                new Setting("/limits/maxMonthlyCost", plain(enough)));
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
