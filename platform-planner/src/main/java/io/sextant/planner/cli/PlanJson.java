package io.sextant.planner.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.planner.capacity.Demand;
import io.sextant.planner.frontier.Candidate;
import io.sextant.planner.frontier.Change;
import io.sextant.planner.frontier.NearestPoint;
import io.sextant.planner.frontier.Outcome;
import io.sextant.planner.frontier.Plan;
import io.sextant.planner.frontier.PlanInput;
import io.sextant.planner.frontier.RejectedPairing;
import io.sextant.planner.frontier.Rejection;
import io.sextant.planner.frontier.UnreachableSla;
import io.sextant.planner.reference.PriceList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plan for programs. Names of fields stay; new ones may come. Units are in the names; money is US dollars.
 *
 * @param frontier from the cheapest to the fastest; nothing else is both cheaper and faster
 * @param candidates everything that runs; absent unless asked for
 * @param rejected profiles that cannot run; absent unless asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanJson(
        Request request,
        String outcome,
        String verdict,
        List<CandidateJson> frontier,
        @Nullable List<CandidateJson> candidates,
        @Nullable List<Rejected> rejected,
        @Nullable Unreachable unreachable,
        List<Price> prices,
        List<String> gpusWithoutPrice) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What was asked. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Request(
            String model,
            double inputTokens,
            double inputSpread,
            double outputTokens,
            double outputSpread,
            double prefixShare,
            @Nullable Double peakRequestsPerSecond,
            @Nullable Integer users,
            @Nullable Double thinkTimeSeconds,
            @Nullable Double outputTokensPerHour,
            @Nullable Long requests,
            @Nullable Double deadlineHours,
            String percentile,
            @Nullable Double ttftMs,
            @Nullable Double itlMs,
            @Nullable Double e2eMs,
            @Nullable Double minTokensPerSecondPerUser,
            double headroom) {}

    /** A GPU with a profile that cannot run there. */
    record Rejected(String gpu, String profile, List<String> reasons) {}

    /** A useful no. */
    record Unreachable(String bindingTerm, CandidateJson nearest, List<Nearest> nearestPerTerm, List<String> changes) {}

    /** The best on one target; milliseconds, or tokens per second for the rate of a user. */
    record Nearest(String term, double limit, CandidateJson.Figure best, String candidate) {}

    /** What a GPU hour costs. */
    record Price(String gpu, double usdPerGpuHour, String source) {}

    static String of(Plan plan, PriceList prices, List<String> withoutPrice, boolean all) {
        Roles roles = new Roles(plan);
        return MAPPER.writeValueAsString(new PlanJson(
                request(plan.input()),
                outcome(plan.outcome()),
                plan.verdict(),
                candidates(plan, plan.frontier().candidates(), roles),
                all ? candidates(plan, plan.candidates(), roles) : null,
                all ? plan.rejected().stream().map(PlanJson::rejected).toList() : null,
                unreachable(plan, roles),
                prices(plan, prices),
                withoutPrice));
    }

    private static Request request(PlanInput input) {
        Demand demand = input.demand();
        return new Request(
                input.model().id(),
                input.workload().isl().mean(),
                input.workload().isl().spread(),
                input.workload().osl().mean(),
                input.workload().osl().spread(),
                input.workload().prefixShare(),
                demand instanceof Demand.RequestRate rate ? rate.peakRequestsPerSecond() : null,
                demand instanceof Demand.ConcurrentUsers users ? users.users() : null,
                demand instanceof Demand.ConcurrentUsers users ? users.thinkTimeSeconds() : null,
                demand instanceof Demand.TokensPerHour tokens ? tokens.outputTokensPerHour() : null,
                demand instanceof Demand.Deadline deadline ? deadline.totalRequests() : null,
                demand instanceof Demand.Deadline deadline ? deadline.hours() : null,
                input.sla().percentile().label(),
                input.sla().ttftMs(),
                input.sla().itlMs(),
                input.sla().e2eMs(),
                input.sla().minTokensPerSecondPerUser(),
                input.policy().headroom());
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Recommended _ -> "recommended";
            case Outcome.Blocked _ -> "blocked";
            case Outcome.Unreachable _ -> "unreachable";
            case Outcome.NothingRuns _ -> "nothingRuns";
        };
    }

    private static List<CandidateJson> candidates(Plan plan, List<Candidate> candidates, Roles roles) {
        return candidates.stream()
                .map(candidate -> CandidateJson.of(plan, candidate, roles))
                .toList();
    }

    private static Rejected rejected(RejectedPairing rejected) {
        return new Rejected(
                rejected.pairing().offer().gpu().name(),
                rejected.pairing().profile().id(),
                rejected.rejections().stream().map(Rejection::sentence).toList());
    }

    private static @Nullable Unreachable unreachable(Plan plan, Roles roles) {
        if (!(plan.outcome() instanceof Outcome.Unreachable(UnreachableSla sla))) {
            return null;
        }
        return new Unreachable(
                sla.binding().label(),
                CandidateJson.of(plan, sla.nearest(), roles),
                sla.nearestPerTerm().stream().map(PlanJson::nearest).toList(),
                sla.changes().stream().map(Change::sentence).toList());
    }

    private static Nearest nearest(NearestPoint point) {
        return new Nearest(
                point.term().label(),
                point.limit(),
                CandidateJson.Figure.of(point.estimate()),
                point.candidate().id());
    }

    private static List<Price> prices(Plan plan, PriceList prices) {
        return plan.input().offers().stream()
                .map(offer -> prices.of(offer.gpu().name()).orElseThrow())
                .map(quote -> new Price(quote.gpu(), quote.usdPerGpuHour().doubleValue(), quote.source()))
                .toList();
    }
}
