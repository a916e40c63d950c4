package io.sextant.api.approval.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.approval.ApprovalRequest;
import io.sextant.api.approval.Approvals;
import io.sextant.api.approval.BulkDecision;
import io.sextant.api.approval.DecideApproval;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.problem.web.ProblemBody;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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

/** Requests for approval and the decisions on them. */
@RestController
@RequestMapping("/api/v1/approvals")
class ApprovalController {
    private final Approvals approvals;
    private final DecideApproval deciding;
    private final BulkDecision bulk;
    private final Teams teams;

    ApprovalController(Approvals approvals, DecideApproval deciding, BulkDecision bulk, Teams teams) {
        this.approvals = approvals;
        this.deciding = deciding;
        this.bulk = bulk;
        this.teams = teams;
    }

    /** Newest first; {@code mine=true} lists what waits for who asks, what ends first before the others. */
    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    Page<ApprovalBody> list(
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) ApprovalRequest.@Nullable State state,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor) {
        PageRequest page = PageRequest.of(pageSize, pageToken);
        Team asked = team == null ? null : teams.named(team, actor);
        Page<ApprovalRequest> found =
                mine ? approvals.toDecide(asked, page, actor) : approvals.list(asked, state, page, actor);
        return found.map(request -> ApprovalBody.of(request, approvals.decidable(request, actor), false));
    }

    @GetMapping("/{id}")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<ApprovalBody> one(@PathVariable UUID id, Actor actor) {
        return answer(approvals.one(id, actor), actor);
    }

    /** Of a dry run the answer is how quota and budgets stand with it. */
    @PostMapping("/{id}/approval")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<?> approve(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            @RequestBody(required = false) @Nullable Decision decision,
            Actor actor) {
        if (dryRun) {
            return ResponseEntity.ok(approvals.effect(approvals.one(id, actor)));
        }
        int revision = EntityRevision.required(ifMatch).number();
        return answer(deciding.approve(id, revision, decision == null ? null : decision.reason(), actor), actor);
    }

    @PostMapping("/{id}/rejection")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<ApprovalBody> reject(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Decision decision,
            Actor actor) {
        return answer(deciding.reject(id, EntityRevision.required(ifMatch).number(), decision.reason(), actor), actor);
    }

    @PostMapping("/{id}/withdrawal")
    @Requires(Permission.DEPLOY)
    ResponseEntity<ApprovalBody> withdraw(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        return answer(deciding.withdraw(id, EntityRevision.required(ifMatch).number(), actor), actor);
    }

    /** Several at once, each for itself: the answer tells what came of each. */
    @PostMapping("/decisions")
    @Requires(Permission.VIEW_TEAM)
    Page<Outcome> decide(@RequestBody Bulk request, Actor actor, HttpServletRequest sent) {
        if (request.approve() == null) {
            throw new PlatformProblem.Invalid("/approve", "missing", "Say true to approve or false to reject.");
        }
        List<BulkDecision.Item> items = request.items() == null ? List.of() : request.items();
        return Page.whole(bulk.decide(items, request.approve(), request.reason(), actor).stream()
                .map(result -> Outcome.of(result, sent))
                .toList());
    }

    private ResponseEntity<ApprovalBody> answer(ApprovalRequest request, Actor actor) {
        return ResponseEntity.ok()
                .eTag(new EntityRevision(request.revision()).etag())
                .body(ApprovalBody.of(request, approvals.decidable(request, actor), true));
    }

    /** Why it is decided so; a rejection needs it. */
    record Decision(@Nullable String reason) {}

    /** Requests with the revision of each that was seen. */
    record Bulk(
            @Nullable List<BulkDecision.Item> items,
            @Nullable Boolean approve,
            @Nullable String reason) {}

    /** What came of one: its state, or the problem that stands against the decision. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outcome(
            UUID id,
            ApprovalRequest.@Nullable State state,
            @Nullable Integer revision,
            @Nullable ProblemBody problem) {
        static Outcome of(BulkDecision.Result result, HttpServletRequest sent) {
            ApprovalRequest request = result.request();
            PlatformProblem refused = result.refused();
            return new Outcome(
                    result.id(),
                    request == null ? null : request.state(),
                    request == null ? null : request.revision(),
                    refused == null ? null : ProblemBody.of(refused, sent));
        }
    }
}
