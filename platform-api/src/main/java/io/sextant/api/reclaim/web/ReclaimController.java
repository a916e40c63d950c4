package io.sextant.api.reclaim.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.reclaim.Borrower;
import io.sextant.api.reclaim.Reclaim;
import io.sextant.api.reclaim.ReclaimEffect;
import io.sextant.api.reclaim.ReclaimStanding;
import io.sextant.api.reclaim.ReclaimWish;
import io.sextant.api.reclaim.Reclaims;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
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

/** GPUs that teams ask back; {@code dry_run=true} only tells the effect. */
@RestController
@RequestMapping("/api/v1/quota-reclaims")
class ReclaimController {
    private final Reclaims reclaims;

    ReclaimController(Reclaims reclaims) {
        this.reclaims = reclaims;
    }

    @PostMapping
    @Requires(Permission.DEPLOY)
    ResponseEntity<Answer> ask(@RequestBody Wish wish, Actor actor) {
        ReclaimStanding standing = reclaims.ask(wish.read(), actor);
        return ResponseEntity.created(URI.create(
                        "/api/v1/quota-reclaims/" + standing.reclaim().id()))
                .eTag(etag(standing))
                .body(Answer.of(standing));
    }

    @PostMapping(params = "dry_run=true")
    @Requires(Permission.DEPLOY)
    Effect effect(@RequestBody Wish wish, Actor actor) {
        return Effect.of(reclaims.effect(wish.read(), actor));
    }

    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    Page<Item> list(
            @RequestParam(required = false) Reclaim.@Nullable State state,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor) {
        return Page.of(
                reclaims.visibleTo(actor).stream()
                        .filter(reclaim -> state == null || reclaim.state() == state)
                        .map(Item::of)
                        .sorted(Comparator.comparing(Item::orderKey))
                        .toList(),
                Item::orderKey,
                PageRequest.of(pageSize, pageToken));
    }

    @GetMapping("/{id}")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<Answer> one(@PathVariable UUID id, Actor actor) {
        return answer(reclaims.one(id, actor));
    }

    @PostMapping("/{id}/withdrawal")
    @Requires(Permission.DEPLOY)
    ResponseEntity<Answer> withdraw(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        return answer(reclaims.withdraw(id, EntityRevision.required(ifMatch).number(), actor));
    }

    private static ResponseEntity<Answer> answer(ReclaimStanding standing) {
        return ResponseEntity.ok().eTag(etag(standing)).body(Answer.of(standing));
    }

    private static String etag(ReclaimStanding standing) {
        return new EntityRevision(standing.reclaim().revision()).etag();
    }

    /** What is asked back. */
    record Wish(
            @Nullable String team,
            @Nullable String cluster,
            @Nullable String gpuProduct,
            @Nullable Integer gpus,
            @Nullable String reason) {
        ReclaimWish read() {
            if (cluster == null || cluster.isBlank() || gpuProduct == null || gpuProduct.isBlank()) {
                throw new PlatformProblem.Invalid(
                        "/gpuProduct", "missing", "Name the pool: cluster and gpuProduct, a node label.");
            }
            if (gpus == null) {
                throw new PlatformProblem.Invalid("/gpus", "missing", "Say how many GPUs are needed.");
            }
            return new ReclaimWish(
                    team == null ? "" : team, new QuotaPool(cluster, gpuProduct), gpus, reason == null ? "" : reason);
        }
    }

    /** A reclaim as lists answer it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            UUID id,
            String team,
            String teamName,
            String cluster,
            String gpuProduct,
            int gpus,
            int lentGpus,
            String reason,
            String askedBy,
            Instant askedAt,
            Instant endsAt,
            Reclaim.State state,
            @Nullable Instant endedAt,
            @Nullable String endedBy,
            int revision) {
        static Item of(Reclaim reclaim) {
            return new Item(
                    reclaim.id(),
                    reclaim.team(),
                    reclaim.teamName(),
                    reclaim.pool().cluster(),
                    reclaim.pool().gpuProduct(),
                    reclaim.gpus(),
                    reclaim.lentGpus(),
                    reclaim.reason(),
                    reclaim.askedBy(),
                    reclaim.askedAt(),
                    reclaim.endsAt(),
                    reclaim.state(),
                    reclaim.endedAt(),
                    reclaim.endedBy(),
                    reclaim.revision());
        }

        String orderKey() {
            return askedAt + "/" + id;
        }
    }

    /**
     * A reclaim and what comes of it.
     *
     * @param borrowers those that the caller may see
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            Item reclaim,
            int freeGpus,
            int comingGpus,
            int missingGpus,
            int endingDeployments,
            @Nullable Instant endingBy,
            List<BorrowerBody> borrowers) {
        static Answer of(ReclaimStanding standing) {
            return new Answer(
                    Item.of(standing.reclaim()),
                    standing.freeGpus(),
                    standing.comingGpus(),
                    standing.missingGpus(),
                    standing.endingDeployments(),
                    standing.endingBy(),
                    BorrowerBody.of(standing.borrowers()));
        }
    }

    /** What asking would do. */
    record Effect(
            int freeGpus,
            int lentGpus,
            int missingGpus,
            int endingDeployments,
            int endingGpus,
            Instant stopsAt,
            Instant endsAt,
            List<BorrowerBody> borrowers) {
        static Effect of(ReclaimEffect effect) {
            return new Effect(
                    effect.freeGpus(),
                    effect.lentGpus(),
                    effect.missingGpus(),
                    effect.endingDeployments(),
                    effect.endingGpus(),
                    effect.stopsAt(),
                    effect.endsAt(),
                    BorrowerBody.of(effect.borrowers()));
        }
    }

    /** Who gives GPUs back. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BorrowerBody(
            UUID deployment,
            String name,
            String team,
            int gpus,
            Instant stopsAt,
            @Nullable Instant stoppedAt) {
        static List<BorrowerBody> of(List<Borrower> borrowers) {
            return borrowers.stream()
                    .map(borrower -> new BorrowerBody(
                            borrower.deployment(),
                            borrower.name(),
                            borrower.team(),
                            borrower.gpus(),
                            borrower.stopsAt(),
                            borrower.stoppedAt()))
                    .toList();
        }
    }
}
