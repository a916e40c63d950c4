package io.sextant.web.deployments;

import io.sextant.api.deployment.DeploymentDetail;
import io.sextant.api.deployment.status.DeploymentStatus;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.deployment.status.ProgressStep;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One deployment in finished strings. */
record DeploymentView(
        String path,
        String name,
        String team,
        String model,
        String placement,
        List<Tab> tabs,
        String tone,
        String state,
        String sentence,
        @Nullable String remedy,
        @Nullable String forOperators,
        List<Step> steps,
        PromiseView promise,
        List<Fact> cost,
        @Nullable String endpoint,
        @Nullable String publicUrl,
        @Nullable String curl,
        boolean ready,
        boolean ended,
        boolean mayTry,
        @Nullable Waiting waiting,
        List<Action> actions) {
    /** What waits for somebody's yes: all of it, or a change of it. */
    record Waiting(String text, String path) {
        static @Nullable Waiting of(DeploymentDetail detail) {
            DeploymentDetail.WaitingRequest request = detail.waiting();
            return request == null
                    ? null
                    : new Waiting(
                            "%s waits for approval by %s until %s; %d GPUs are held for it."
                                    .formatted(
                                            request.kind(),
                                            request.waitsFor().toLowerCase(Locale.ROOT),
                                            Dates.moment(request.until()),
                                            request.gpus()),
                            "/approvals/" + request.id());
        }
    }

    record Tab(String key, String label, String path) {}

    /** Something to be asked of it, on a page of its own that says what it means. */
    record Action(String label, String path) {}

    record Step(
            String state,
            String title,
            @Nullable String text,
            @Nullable String time) {
        static Step of(ProgressStep step) {
            String state = switch (step.state()) {
                case DONE -> "done";
                case CURRENT -> "now";
                case FAILED -> "failed";
                case WAITING -> "todo";
            };
            return new Step(
                    state,
                    step.name().label(),
                    step.sentence(),
                    step.since() == null ? null : Shown.time(step.since()) + " UTC");
        }
    }

    record Fact(String name, String value) {}

    static DeploymentView of(DeploymentDetail detail, Team team, Actor actor, Instant now) {
        DeploymentStatus status = detail.status();
        PlanProposal plan = detail.plan();
        String path = "/deployments/" + detail.id();
        String endpoint = status.endpointUrl();
        return new DeploymentView(
                path,
                detail.name(),
                detail.teamName(),
                plan.model().name(),
                placement(plan, detail.clusterTitle()),
                List.of(
                        new Tab("overview", "Overview", path),
                        new Tab("metrics", "Metrics", path + "/metrics"),
                        new Tab("events", "Events", path + "/events"),
                        new Tab("generations", "Generations", path + "/generations"),
                        new Tab("yaml", "YAML", path + "/manifests")),
                DeploymentTone.of(status.phase()),
                status.phase().label(),
                sentence(status, now),
                status.remedy().isEmpty() ? null : status.remedy(),
                status.forOperators().isEmpty() ? null : status.forOperators(),
                status.steps().stream().map(Step::of).toList(),
                PromiseView.of(plan),
                cost(detail),
                endpoint,
                endpoint == null ? null : detail.publicUrl(),
                endpoint == null
                        ? null
                        : curl(
                                Objects.requireNonNullElse(detail.publicUrl(), endpoint),
                                plan.model().nimId()),
                status.phase().serves() && endpoint != null,
                status.phase().isFinal(),
                actor.may(Permission.USE_MODEL, team.id()),
                Waiting.of(detail),
                actor.may(Permission.DEPLOY, team.id()) && status.phase() != Phase.WAITING_FOR_APPROVAL
                        ? actions(detail, path)
                        : List.of());
    }

    boolean mayChange() {
        return !actions.isEmpty();
    }

    private static List<Action> actions(DeploymentDetail detail, String path) {
        Action replan = new Action("Change plan", path + "/replan");
        Action resize = new Action("Resize", path + "/resize");
        Action retire = new Action("Retire", path + "/retirement");
        List<Action> actions = new ArrayList<>();
        if (detail.rollOverFrom() != null) {
            actions.add(new Action("Go back", path + "/rollback?generation=" + detail.rollOverFrom()));
        }
        Action end = new Action(detail.endsAt() == null ? "Set an end" : "Change the end", path + "/end");
        switch (detail.presence()) {
            case RUNNING -> actions.addAll(List.of(resize, replan, end, new Action("Stop", path + "/stop"), retire));
            case STOPPED -> actions.addAll(List.of(new Action("Start", path + "/start"), resize, replan, end, retire));
            case GONE, UNKNOWN -> {}
        }
        return actions;
    }

    private static String placement(PlanProposal plan, String cluster) {
        return plan.scale().quotaGpus() + " × " + plan.placement().gpuName() + " in " + cluster;
    }

    private static String sentence(DeploymentStatus status, Instant now) {
        Instant expected = status.expectedReadyAt();
        if (expected == null || !now.isBefore(expected) || status.phase() == Phase.FAILED) {
            return status.sentence();
        }
        Integer starts = status.expectedFromStarts();
        return "%s Such a start usually takes %s more%s."
                .formatted(
                        status.sentence(),
                        Shown.roughly(Duration.between(now, expected)),
                        starts == null || starts == 0
                                ? ""
                                : starts == 1 ? ", as the last one did" : ", as %d before did".formatted(starts));
    }

    private static List<Fact> cost(DeploymentDetail detail) {
        PlanProposal plan = detail.plan();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "So far",
                "%s %s for %s GPU-hours"
                        .formatted(
                                Shown.number(detail.costSoFar().cost(), 2),
                                detail.costSoFar().currency(),
                                Shown.number(detail.costSoFar().gpuHours(), 2))));
        facts.add(new Fact(
                "While " + replicas(plan.scale().replicas()),
                "%s %s per hour, %s per month of 730 h"
                        .formatted(
                                Shown.number(plan.cost().perHour(), 2),
                                plan.cost().currency(),
                                Shown.number(plan.cost().perMonth(), 0))));
        facts.add(new Fact(
                "Quota",
                detail.heldGpus() == 0 && detail.waiting() != null
                        ? detail.waiting().gpus() + " GPUs are held until it is decided"
                        : detail.heldGpus() == 0
                                ? "no GPU counts against it now"
                                : detail.heldGpus() + (detail.heldGpus() == 1 ? " GPU counts" : " GPUs count")
                                        + " against it now"));
        facts.add(new Fact(
                "Class",
                detail.quotaClass().label()
                        + (detail.quotaClass().mayBorrow()
                                ? ": borrowed GPUs can be reclaimed"
                                : ": guaranteed GPUs, never reclaimed")));
        facts.add(new Fact("Ends", detail.endsAt() == null ? "never by itself" : Dates.moment(detail.endsAt())));
        facts.add(new Fact(
                "Price of a GPU",
                Shown.number(plan.cost().perGpuHour(), 2) + " " + plan.cost().currency() + " per hour, when accepted"));
        return facts;
    }

    private static String replicas(int count) {
        return count == 1 ? "1 replica runs" : count + " replicas run";
    }

    private static String curl(String endpoint, String model) {
        return """
                curl --no-buffer %s/v1/chat/completions \\
                  --header 'Content-Type: application/json' \\
                  --data '{"model": "%s", "stream": true, "max_tokens": 64,
                           "messages": [{"role": "user", "content": "What does a sextant measure?"}]}'
                """.formatted(endpoint, model).strip();
    }
}
