package io.sextant.api.approval.web;

import io.sextant.api.approval.ApprovalPolicies;
import io.sextant.api.approval.ApprovalPolicy;
import io.sextant.api.approval.PolicyTrial;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which requests need whose yes; {@code dry_run=true} holds a policy against past requests and changes nothing. */
@RestController
@RequestMapping(PolicyController.PATH)
class PolicyController {
    static final String PATH = "/api/v1/approval-policies";

    private final ApprovalPolicies policies;

    PolicyController(ApprovalPolicies policies) {
        this.policies = policies;
    }

    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    Page<PolicyBody> list(
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        return Page.of(
                policies.inForce().stream()
                        .map(PolicyBody::of)
                        .sorted(Comparator.comparing(PolicyBody::key))
                        .toList(),
                PolicyBody::key,
                PageRequest.of(pageSize, pageToken));
    }

    @GetMapping("/{id}")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<PolicyBody> one(@PathVariable UUID id) {
        return answer(policies.one(id));
    }

    @GetMapping("/{id}/versions")
    @Requires(Permission.VIEW_TEAM)
    Page<PolicyBody> versions(@PathVariable UUID id) {
        return Page.whole(policies.versions(id).stream().map(PolicyBody::of).toList());
    }

    @PostMapping
    @Requires(Permission.ADMINISTER)
    ResponseEntity<?> create(
            @RequestHeader(name = CreationKey.HEADER, required = false) @Nullable String key,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            @RequestBody PolicyRequest request,
            Actor actor) {
        if (dryRun) {
            return ResponseEntity.ok(Trial.of(policies.trial(request.node(), request.terms(), actor)));
        }
        ApprovalPolicy made = policies.create(request.node(), request.terms(), CreationKey.required(key), actor);
        return ResponseEntity.created(URI.create(PATH + "/" + made.id()))
                .eTag(new EntityRevision(made.revision()).etag())
                .body(PolicyBody.of(made));
    }

    @PutMapping("/{id}")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<?> change(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            @RequestBody PolicyRequest request,
            Actor actor) {
        if (dryRun) {
            return ResponseEntity.ok(Trial.of(policies.trial(policies.one(id).node(), request.terms(), actor)));
        }
        return answer(policies.change(id, EntityRevision.required(ifMatch).number(), request.terms(), actor));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.ADMINISTER)
    void retire(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        policies.retire(id, EntityRevision.required(ifMatch).number(), actor);
    }

    private static ResponseEntity<PolicyBody> answer(ApprovalPolicy policy) {
        return ResponseEntity.ok()
                .eTag(new EntityRevision(policy.revision()).etag())
                .body(PolicyBody.of(policy));
    }

    /**
     * A dry run as it is answered.
     *
     * @param requests that were looked at, newest first
     * @param unknown of those, whose share of quota is not known any more
     */
    record Trial(int requests, int needing, int unknown, List<Case> cases) {
        static Trial of(PolicyTrial trial) {
            return new Trial(
                    trial.requests(),
                    trial.needing().size(),
                    trial.unknown(),
                    trial.needing().stream()
                            .map(one -> new Case(
                                    one.request().id(),
                                    one.request().deploymentName(),
                                    one.request().teamSlug(),
                                    one.reasons()))
                            .toList());
        }

        /** A past request that would have needed somebody's yes. */
        record Case(UUID request, String deployment, String team, List<String> reasons) {}
    }
}
