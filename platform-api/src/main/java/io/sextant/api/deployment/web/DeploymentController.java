package io.sextant.api.deployment.web;

import io.sextant.api.deployment.DeploymentDetail;
import io.sextant.api.deployment.DeploymentEvent;
import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.DeploymentSummary;
import io.sextant.api.deployment.Deployments;
import io.sextant.api.deployment.RetireDeployment;
import io.sextant.api.deployment.SubmitDeployment;
import io.sextant.api.deployment.SubmitRequest;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/deployments")
class DeploymentController {
    private final SubmitDeployment submitting;
    private final RetireDeployment retiring;
    private final Deployments deployments;
    private final Teams teams;

    DeploymentController(SubmitDeployment submitting, RetireDeployment retiring, Deployments deployments, Teams teams) {
        this.submitting = submitting;
        this.retiring = retiring;
        this.deployments = deployments;
        this.teams = teams;
    }

    /** A repeated submission gets the deployment it made, and the header Idempotency-Replayed. */
    @PostMapping
    @Requires(Permission.DEPLOY)
    ResponseEntity<DeploymentDetail> submit(
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody SubmitRequest request,
            Actor actor) {
        SubmitDeployment.Submission submission = submitting.submit(request, IdempotencyKey.required(key), actor);
        return ResponseEntity.created(URI.create("/api/v1/deployments/" + submission.id()))
                .header("Idempotency-Replayed", Boolean.toString(submission.repeated()))
                .body(deployments.one(submission.id(), actor));
    }

    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    Page<DeploymentSummary> list(
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(defaultValue = "false") boolean retired,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor) {
        Team asked = team == null ? null : teams.named(team, actor);
        return deployments.list(asked, retired, PageRequest.of(pageSize, pageToken), actor);
    }

    /** Its ETag begins with the generation, which is what a change depends on. */
    @GetMapping("/{id}")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<DeploymentDetail> one(@PathVariable UUID id, Actor actor) {
        DeploymentDetail detail = deployments.one(new DeploymentId(id), actor);
        return ResponseEntity.ok().eTag(GenerationTag.of(detail)).body(detail);
    }

    @GetMapping("/{id}/events")
    @Requires(Permission.VIEW_TEAM)
    Page<DeploymentEvent> events(@PathVariable UUID id, Actor actor) {
        return Page.whole(deployments.events(new DeploymentId(id), actor));
    }

    /** Accepted, not done: the deployment is retired once its pods were seen gone. */
    @PostMapping("/{id}/retirement")
    @Requires(Permission.DEPLOY)
    ResponseEntity<DeploymentDetail> retire(@PathVariable UUID id, Actor actor) {
        DeploymentId deployment = new DeploymentId(id);
        retiring.retire(deployment, actor);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/deployments/" + id))
                .body(deployments.one(deployment, actor));
    }
}
