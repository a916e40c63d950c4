package io.sextant.web.home;

import io.sextant.api.approval.ApprovalRequest;
import io.sextant.api.budget.BudgetStanding;
import io.sextant.api.deployment.DeploymentSummary;
import io.sextant.api.quota.PoolBalance;
import io.sextant.api.quota.QuotaRequest;
import io.sextant.web.deployments.DeploymentTone;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

record HomeView(List<Deployment> deployments, List<Budget> budgets, List<Quota> quotas, List<Task> tasks) {
    record Deployment(String path, String name, String model, String team, String tone, String state, String cost) {
        static Deployment of(DeploymentSummary summary) {
            return new Deployment(
                    "/deployments/" + summary.id(),
                    summary.name(),
                    summary.modelName(),
                    summary.teamName(),
                    DeploymentTone.of(summary.phase()),
                    summary.phase().label(),
                    Shown.number(summary.perMonth(), 0));
        }
    }

    record Budget(String label, String charged, String limit, String currency, int percent, String tone) {
        private static final int PERCENT = 100;
        private static final int NEARLY = 80;

        static Budget of(BudgetStanding standing) {
            BigDecimal limit = standing.budget().limit();
            int percent = limit.signum() == 0
                    ? PERCENT
                    : standing.accrued()
                            .multiply(BigDecimal.valueOf(PERCENT))
                            .divide(limit, 0, RoundingMode.DOWN)
                            .min(BigDecimal.valueOf(PERCENT))
                            .intValue();
            return new Budget(
                    standing.budget().nodeName() + ", "
                            + standing.budget().period().name().toLowerCase(Locale.ROOT),
                    Shown.number(standing.accrued(), 0),
                    Shown.number(limit, 0),
                    standing.budget().currency(),
                    percent,
                    percent >= PERCENT ? "danger" : percent >= NEARLY ? "attention" : "");
        }
    }

    record Quota(String label, String used, String limit, int percent) {
        private static final int PERCENT = 100;

        static Quota of(String label, PoolBalance balance) {
            return new Quota(
                    label,
                    Integer.toString(balance.usedGpus()),
                    Integer.toString(balance.limitGpus()),
                    balance.limitGpus() == 0
                            ? 0
                            : Math.min(PERCENT, PERCENT * balance.usedGpus() / balance.limitGpus()));
        }
    }

    record Task(String text, String path) {
        static Task of(ApprovalRequest request) {
            return new Task(
                    "%s of %s waits for your approval: %s"
                            .formatted(request.kind().label(), request.deploymentName(), request.teamName()),
                    "/approvals/" + request.id());
        }

        static Task of(QuotaRequest request) {
            return new Task(
                    request.nodeName() + " asks for more quota: " + request.reason(),
                    "/quotas/requests/" + request.id());
        }

        static Task of(DeploymentSummary summary) {
            return new Task(
                    summary.name() + " is " + summary.phase().label().toLowerCase(Locale.ROOT) + ": "
                            + summary.sentence(),
                    "/deployments/" + summary.id());
        }

        static Task ending(DeploymentSummary summary) {
            return new Task(
                    summary.name() + " ends on " + Dates.moment(Objects.requireNonNull(summary.endsAt()))
                            + ": extend it if it is still needed",
                    "/deployments/" + summary.id() + "/end");
        }
    }
}
