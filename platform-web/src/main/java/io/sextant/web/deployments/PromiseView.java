package io.sextant.web.deployments;

import io.sextant.api.planning.Figure;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.planning.SlaSnapshot;
import io.sextant.web.deployments.DeploymentView.Fact;
import io.sextant.web.layout.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was promised when the plan was accepted.
 *
 * @param ttftMs the SLA's target, else the plan's expectation; {@code itlMs} alike
 */
record PromiseView(
        String percentile,
        @Nullable String ttftMs,
        @Nullable String itlMs,
        List<Fact> facts) {
    static PromiseView of(PlanProposal plan) {
        SlaSnapshot sla = plan.sla();
        String percentile = plan.promise().percentile().name().toLowerCase(Locale.ROOT);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("SLA", sla == null ? "none: a batch" : name(sla)));
        facts.add(latency(
                "TTFT",
                percentile,
                sla == null ? null : sla.ttftMs(),
                plan.promise().ttftMs()));
        facts.add(latency(
                "ITL",
                percentile,
                sla == null ? null : sla.itlMs(),
                plan.promise().itlMs()));
        facts.add(latency(
                "E2E",
                percentile,
                sla == null ? null : sla.e2eMs(),
                plan.promise().e2eMs()));
        facts.add(new Fact(
                "Up to",
                plan.scale().concurrency() + " requests in flight per replica, "
                        + Shown.value(plan.promise().outputTokensPerSecond().value()) + " output tokens/s"));
        facts.add(new Fact("Evidence", evidence(plan)));
        return new PromiseView(
                percentile,
                target(sla == null ? null : sla.ttftMs(), plan.promise().ttftMs()),
                target(sla == null ? null : sla.itlMs(), plan.promise().itlMs()),
                facts);
    }

    private static String name(SlaSnapshot sla) {
        return sla.version() == null ? sla.name() : sla.name() + ", version " + sla.version();
    }

    private static Fact latency(String metric, String percentile, @Nullable Double target, Figure expected) {
        String expectation = "expected %s ms (80 %%: %s to %s)"
                .formatted(Shown.value(expected.value()), Shown.value(expected.low()), Shown.value(expected.high()));
        return new Fact(
                metric + " " + percentile,
                target == null ? expectation : "at most " + Shown.value(target) + " ms, " + expectation);
    }

    private static String evidence(PlanProposal plan) {
        String kind = plan.promise().evidence().kind().name().toLowerCase(Locale.ROOT);
        return kind + ", " + plan.promise().evidence().source();
    }

    private static String target(@Nullable Double target, Figure expected) {
        return Shown.value(target == null ? expected.value() : target).replace(",", "");
    }
}
