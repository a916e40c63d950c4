package io.sextant.api.deployment.web;

import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.DeploymentLease;
import io.sextant.api.deployment.SetLease;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Until when a deployment may run. */
@RestController
@RequestMapping("/api/v1/deployments/{id}/lease")
class LeaseController {
    private final SetLease leases;

    LeaseController(SetLease leases) {
        this.leases = leases;
    }

    /** Its ETag is "0" where nobody has said anything yet. */
    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<DeploymentLease> one(@PathVariable UUID id, Actor actor) {
        return answer(leases.of(new DeploymentId(id), actor));
    }

    /** Another end, or none where endsAt is left out. */
    @PutMapping
    @Requires(Permission.DEPLOY)
    ResponseEntity<DeploymentLease> set(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody End end,
            Actor actor) {
        return answer(leases.set(
                new DeploymentId(id),
                end.endsAt(),
                EntityRevision.required(ifMatch).number(),
                actor));
    }

    private static ResponseEntity<DeploymentLease> answer(DeploymentLease lease) {
        return ResponseEntity.ok()
                .eTag(new EntityRevision(lease.revision()).etag())
                .body(lease);
    }

    record End(@Nullable Instant endsAt) {}
}
