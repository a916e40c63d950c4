package io.sextant.api.quota.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.QuotaRequest;
import io.sextant.api.quota.QuotaRequests;
import io.sextant.api.quota.QuotaWish;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
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

/** Requests for more quota. */
@RestController
@RequestMapping("/api/v1/quota-requests")
class QuotaRequestController {
    private final QuotaRequests requests;

    QuotaRequestController(QuotaRequests requests) {
        this.requests = requests;
    }

    @PostMapping
    @Requires(Permission.DEPLOY)
    ResponseEntity<Answer> ask(@RequestBody Wish wish, Actor actor) {
        QuotaRequest request = requests.ask(wish.read(), actor);
        return ResponseEntity.created(URI.create("/api/v1/quota-requests/" + request.id()))
                .eTag(new EntityRevision(request.revision()).etag())
                .body(Answer.of(request));
    }

    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    Page<Answer> list(
            @RequestParam(required = false) QuotaRequest.@Nullable State state,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor) {
        return Page.of(
                requests.visibleTo(actor).stream()
                        .filter(request -> state == null || request.state() == state)
                        .map(Answer::of)
                        .sorted(Comparator.comparing(Answer::orderKey))
                        .toList(),
                Answer::orderKey,
                PageRequest.of(pageSize, pageToken));
    }

    @GetMapping("/{id}")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<Answer> one(@PathVariable UUID id, Actor actor) {
        return answer(requests.one(id, actor));
    }

    @PostMapping("/{id}/approval")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<Answer> approve(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Decision decision,
            Actor actor) {
        return answer(requests.approve(
                id,
                EntityRevision.required(ifMatch).number(),
                decision.words(),
                Boolean.TRUE.equals(decision.raiseAbove()),
                actor));
    }

    @PostMapping("/{id}/denial")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<Answer> deny(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Decision decision,
            Actor actor) {
        return answer(requests.deny(id, EntityRevision.required(ifMatch).number(), decision.words(), actor));
    }

    @PostMapping("/{id}/withdrawal")
    @Requires(Permission.DEPLOY)
    ResponseEntity<Answer> withdraw(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        return answer(requests.withdraw(id, EntityRevision.required(ifMatch).number(), actor));
    }

    private static ResponseEntity<Answer> answer(QuotaRequest request) {
        return ResponseEntity.ok()
                .eTag(new EntityRevision(request.revision()).etag())
                .body(Answer.of(request));
    }

    /**
     * What is asked for.
     *
     * @param burstLimitGpus what is guaranteed, where it is left out
     */
    record Wish(
            @Nullable String team,
            @Nullable String cluster,
            @Nullable String gpuProduct,
            @Nullable Integer guaranteedGpus,
            @Nullable Integer burstLimitGpus,
            @Nullable String reason) {
        QuotaWish read() {
            if (cluster == null || cluster.isBlank() || gpuProduct == null || gpuProduct.isBlank()) {
                throw new PlatformProblem.Invalid(
                        "/gpuProduct", "missing", "Name the pool: cluster and gpuProduct, a node label.");
            }
            if (guaranteedGpus == null) {
                throw new PlatformProblem.Invalid(
                        "/guaranteedGpus", "missing", "Say how many GPUs are to be guaranteed.");
            }
            return new QuotaWish(
                    team == null ? "" : team,
                    new QuotaPool(cluster, gpuProduct),
                    guaranteedGpus,
                    burstLimitGpus == null ? guaranteedGpus : burstLimitGpus,
                    reason == null ? "" : reason);
        }
    }

    /**
     * Why it is decided so.
     *
     * @param raiseAbove of an approval: the nodes above get more where they have too little
     */
    record Decision(@Nullable String reason, @Nullable Boolean raiseAbove) {
        String words() {
            return reason == null ? "" : reason;
        }
    }

    /** A request as it is answered. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            UUID id,
            String team,
            String teamName,
            String cluster,
            String gpuProduct,
            int guaranteedGpus,
            int burstLimitGpus,
            String reason,
            String askedBy,
            Instant askedAt,
            QuotaRequest.State state,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decisionReason,
            int revision) {
        static Answer of(QuotaRequest request) {
            QuotaRequest.Decision decision = request.decision();
            return new Answer(
                    request.id(),
                    request.node(),
                    request.nodeName(),
                    request.pool().cluster(),
                    request.pool().gpuProduct(),
                    request.guaranteedGpus(),
                    request.burstLimitGpus(),
                    request.reason(),
                    request.askedByName(),
                    request.askedAt(),
                    request.state(),
                    decision == null ? null : decision.by(),
                    decision == null ? null : decision.at(),
                    decision == null ? null : decision.reason(),
                    request.revision());
        }

        String orderKey() {
            return askedAt + "/" + id;
        }
    }
}
