package io.sextant.api.approval;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets platform administrators say which requests need whose yes. */
@Service
@Transactional
public class ApprovalPolicies {
    private static final int TRIED = 200;

    private final PolicyRows rows;
    private final ApprovalRows requests;
    private final AuditTrail audit;
    private final Clock clock;

    ApprovalPolicies(PolicyRows rows, ApprovalRows requests, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.requests = requests;
        this.audit = audit;
        this.clock = clock;
    }

    /** Those in force, by node; whoever is signed in may know what their requests are held against. */
    @Transactional(readOnly = true)
    public List<ApprovalPolicy> inForce() {
        return rows.inForce();
    }

    /** One as it stands. */
    @Transactional(readOnly = true)
    public ApprovalPolicy one(UUID id) {
        return rows.find(id).filter(ApprovalPolicy::inForce).orElseThrow(() -> missing(id));
    }

    /** All its versions, newest first. */
    @Transactional(readOnly = true)
    public List<ApprovalPolicy> versions(UUID id) {
        List<ApprovalPolicy> versions = rows.versions(id);
        if (versions.isEmpty()) {
            throw missing(id);
        }
        return versions;
    }

    /** What the terms would have done to what was asked for last at and below a node. */
    @Transactional(readOnly = true)
    public PolicyTrial trial(@Nullable String node, PolicyTerms terms, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        return PolicyTrial.of(terms, requests.latestWithin(node(node), TRIED));
    }

    /** Puts a policy into force; the same key gets the policy that it made before. */
    public ApprovalPolicy create(@Nullable String node, PolicyTerms terms, String key, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        UUID id =
                UUID.nameUUIDFromBytes(("approval-policy " + actor.id() + " " + key).getBytes(StandardCharsets.UTF_8));
        Optional<ApprovalPolicy> earlier = rows.find(id);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (!rows.add(id, 1, node(node), terms, true, actor, clock.instant())) {
            return one(id);
        }
        ApprovalPolicy made = one(id);
        tell("create", null, made, actor);
        return made;
    }

    /** Makes a new version of it, for what is asked for from now on. */
    public ApprovalPolicy change(UUID id, int revision, PolicyTerms terms, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        ApprovalPolicy before = one(id);
        next(before, revision, terms, true, actor);
        ApprovalPolicy after = one(id);
        tell("change", before, after, actor);
        return after;
    }

    /** Takes it out of force; what waits because of it still waits. */
    public void retire(UUID id, int revision, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        ApprovalPolicy before = one(id);
        next(before, revision, before.terms(), false, actor);
        tell("retire", before, null, actor);
    }

    private void next(ApprovalPolicy before, int revision, PolicyTerms terms, boolean inForce, Actor actor) {
        if (before.revision() != revision
                || !rows.add(before.id(), revision + 1, before.nodeId(), terms, inForce, actor, clock.instant())) {
            throw new PlatformProblem.StaleVersion(
                    "The policy \"%s\" is at revision %d; this was meant for revision %d."
                            .formatted(before.terms().name(), before.revision(), revision));
        }
    }

    private void tell(String verb, @Nullable ApprovalPolicy before, @Nullable ApprovalPolicy after, Actor actor) {
        ApprovalPolicy named = after == null ? before : after;
        if (named != null) {
            audit.record(
                    actor.who(),
                    AuditEvent.of("approval-policy." + verb, "approval-policy", named.id())
                            .from(before == null ? null : Map.of("node", before.node(), "terms", before.terms()))
                            .to(after == null ? null : Map.of("node", after.node(), "terms", after.terms())));
        }
    }

    private UUID node(@Nullable String slug) {
        return Optional.ofNullable(slug)
                .flatMap(rows::node)
                .orElseThrow(() -> new PlatformProblem.Invalid(
                        "/node", "unknown", "Name a node of the organisation by its slug."));
    }

    private static PlatformProblem missing(UUID id) {
        return new PlatformProblem.NotFound(
                "approval-policy", id.toString(), "GET /api/v1/approval-policies lists those in force.");
    }
}
