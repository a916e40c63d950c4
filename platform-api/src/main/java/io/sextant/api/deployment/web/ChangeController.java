package io.sextant.api.deployment.web;

import io.sextant.api.deployment.ChangeDeployment;
import io.sextant.api.deployment.DeploymentChange;
import io.sextant.api.deployment.DeploymentDetail;
import io.sextant.api.deployment.DeploymentGeneration;
import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.Deployments;
import io.sextant.api.deployment.PlanAgain;
import io.sextant.api.paging.Page;
import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Changes of a deployment: accepted with 202, done when its status says so; {@code dry_run=true} only tells the effect. */
@RestController
@RequestMapping("/api/v1/deployments/{id}")
class ChangeController {
    private final ChangeDeployment changing;
    private final PlanAgain planAgain;
    private final Deployments deployments;

    ChangeController(ChangeDeployment changing, PlanAgain planAgain, Deployments deployments) {
        this.changing = changing;
        this.planAgain = planAgain;
        this.deployments = deployments;
    }

    @PostMapping("/stop")
    @Requires(Permission.DEPLOY)
    ResponseEntity<?> stop(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            Actor actor) {
        return change(id, new DeploymentChange.Stop(), new Condition(ifMatch, key, dryRun), actor);
    }

    @PostMapping("/start")
    @Requires(Permission.DEPLOY)
    ResponseEntity<?> start(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            Actor actor) {
        return change(id, new DeploymentChange.Start(), new Condition(ifMatch, key, dryRun), actor);
    }

    @PostMapping("/resize")
    @Requires(Permission.DEPLOY)
    ResponseEntity<?> resize(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            @RequestBody DeploymentChange.Resize resize,
            Actor actor) {
        return change(id, resize, new Condition(ifMatch, key, dryRun), actor);
    }

    @PostMapping("/rollback")
    @Requires(Permission.DEPLOY)
    ResponseEntity<?> rollBack(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            @RequestBody DeploymentChange.RollBack rollBack,
            Actor actor) {
        return change(id, rollBack, new Condition(ifMatch, key, dryRun), actor);
    }

    /** The candidates for its own model, workload and SLA as of now; {@code candidate} is looked at more closely. */
    @GetMapping("/replan")
    @Requires(Permission.DEPLOY)
    PlanAnswer candidates(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable String candidate, Actor actor) {
        return planAgain.candidates(new DeploymentId(id), candidate, actor);
    }

    @PostMapping("/replan")
    @Requires(Permission.DEPLOY)
    ResponseEntity<?> replan(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            @RequestBody DeploymentChange.Replan replan,
            Actor actor) {
        return change(id, replan, new Condition(ifMatch, key, dryRun), actor);
    }

    @GetMapping("/generations")
    @Requires(Permission.VIEW_TEAM)
    Page<DeploymentGeneration> generations(@PathVariable UUID id, Actor actor) {
        return Page.whole(deployments.generations(new DeploymentId(id), actor));
    }

    private ResponseEntity<?> change(UUID id, DeploymentChange change, Condition condition, Actor actor) {
        DeploymentId deployment = new DeploymentId(id);
        if (condition.dryRun()) {
            return ResponseEntity.ok(changing.preview(deployment, change, actor));
        }
        boolean repeated = changing.change(
                deployment,
                change,
                GenerationTag.required(condition.ifMatch()),
                IdempotencyKey.required(condition.key()),
                actor);
        DeploymentDetail detail = deployments.one(deployment, actor);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/deployments/" + id))
                .eTag(GenerationTag.of(detail))
                .header(IdempotencyKey.REPLAYED, Boolean.toString(repeated))
                .body(detail);
    }

    /** Under which a change is made, if at all. */
    private record Condition(
            @Nullable String ifMatch, @Nullable String key, boolean dryRun) {}
}
