package io.sextant.web.approvals;

import io.sextant.api.approval.ApprovalRequest;
import io.sextant.api.approval.Approvals;
import io.sextant.api.budget.BudgetOutlook;
import io.sextant.api.deployment.AskedPlan;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.quota.PoolBalance;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Shown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request with all that a decision on it needs, in finished strings. */
record RequestView(
        String path,
        String name,
        String deploymentPath,
        String kind,
        String team,
        String tone,
        String state,
        boolean waits,
        int revision,
        List<Fact> asked,
        List<Fact> quota,
        List<Budget> budgets,
        List<Stage> stages,
        @Nullable String ending) {
    record Fact(String name, String value) {}

    record Budget(String node, String limit, String asked, String after, String tone, String word) {}

    record Stage(
            String title,
            List<String> reasons,
            String tone,
            String state,
            @Nullable String comment) {}

    static RequestView of(ApprovalRequest request, AskedPlan plan, Approvals.Effect effect, String gpu) {
        ApprovalRequest.Ending ending = request.ending();
        return new RequestView(
                "/approvals/" + request.id(),
                request.deploymentName(),
                "/deployments/" + request.deployment(),
                request.kind().label(),
                request.teamName(),
                RequestRow.tone(request.state()),
                request.state().label(),
                request.state() == ApprovalRequest.State.WAITING,
                request.revision(),
                asked(request, plan, gpu),
                quota(request, effect.quota()),
                effect.budgets().stream().map(RequestView::budget).toList(),
                request.stages().stream().map(stage -> stage(request, stage)).toList(),
                ending == null
                        ? null
                        : "%s by %s on %s.%s"
                                .formatted(
                                        request.state().label(),
                                        ending.by(),
                                        Dates.moment(ending.at()),
                                        ending.reason() == null
                                                        || ending.reason().isEmpty()
                                                ? ""
                                                : " Reason: " + ending.reason()));
    }

    private static List<Fact> asked(ApprovalRequest request, AskedPlan asked, String gpu) {
        PlanProposal plan = asked.plan();
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("Model", request.facts().model()),
                new Fact(
                        "GPUs asked for",
                        request.gpus() + " x " + gpu + " in " + request.pool().cluster()),
                new Fact(
                        "Replicas",
                        plan.scale().minReplicas() + " to " + plan.scale().maxReplicas() + ", each with "
                                + plan.placement().gpusPerReplica() + " x " + gpu),
                new Fact("Class", request.facts().quotaClass().label()),
                new Fact(
                        "Cost a month",
                        "%s %s for 730 hours, at %s per GPU-hour"
                                .formatted(
                                        Shown.number(request.facts().monthlyCost(), 2),
                                        request.facts().currency(),
                                        Shown.number(plan.cost().perGpuHour(), 2))),
                new Fact("Asked by", request.askedByName() + " on " + Dates.moment(request.askedAt()))));
        if (request.expiresAt() != null) {
            facts.add(new Fact("Held until", Dates.moment(request.expiresAt())));
        }
        AskedPlan.Cheaper cheaper = asked.cheaper();
        facts.add(new Fact(
                "Cheaper option refused",
                cheaper == null
                        ? "None is known"
                        : "%s for %s %s a month. %s"
                                .formatted(
                                        cheaper.what(),
                                        Shown.number(cheaper.perMonth(), 2),
                                        request.facts().currency(),
                                        cheaper.standing())));
        facts.add(new Fact("Price version", plan.priceId().toString()));
        facts.add(new Fact("Snapshot, SHA-256", request.snapshotDigest()));
        return facts;
    }

    private static List<Fact> quota(ApprovalRequest request, PoolBalance balance) {
        boolean waits = request.state() == ApprovalRequest.State.WAITING;
        return List.of(
                new Fact(
                        waits ? "Used with this request" : "Used now",
                        "%d of %d GPUs".formatted(balance.usedGpus(), balance.limitGpus())),
                new Fact("Guaranteed", balance.guaranteedGpus() + " GPUs"),
                new Fact("Borrowed", balance.borrowedGpus() + " GPUs"),
                new Fact("Free after it", balance.freeGpus() + " GPUs"));
    }

    private static Budget budget(BudgetOutlook.Outlook budget) {
        return new Budget(
                budget.nodeName(),
                Shown.number(budget.limit(), 2),
                Shown.number(budget.asked(), 2),
                Shown.number(budget.after(), 2),
                budget.fits() ? "ok" : "attention",
                budget.fits() ? "Within it" : "Beyond it");
    }

    private static Stage stage(ApprovalRequest request, ApprovalRequest.Stage stage) {
        ApprovalRequest.Approval approval = stage.approval();
        String title = stage.number() + ". " + stage.approver().label();
        if (approval == null) {
            boolean next = request.open()
                    .filter(open -> open.number() == stage.number())
                    .isPresent();
            return new Stage(
                    title, stage.reasons(), next ? "attention" : "neutral", next ? "Waits" : "Not asked", null);
        }
        String behalf = approval.onBehalfOfName() == null ? "" : " on behalf of " + approval.onBehalfOfName();
        String comment = approval.comment() == null || approval.comment().isEmpty() ? "" : ": " + approval.comment();
        return new Stage(
                title,
                stage.reasons(),
                "ok",
                "Approved",
                approval.byName() + behalf + " on " + Dates.moment(approval.at()) + comment);
    }
}
