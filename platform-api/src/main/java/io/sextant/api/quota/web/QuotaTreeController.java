package io.sextant.api.quota.web;

import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.quota.QuotaAdministration;
import io.sextant.api.quota.QuotaOverview;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.QuotaPreview;
import io.sextant.api.quota.QuotaStanding;
import io.sextant.api.quota.QuotaTerms;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Quota over the organisation: how it stands, what it is to be, and what happened to it. */
@RestController
class QuotaTreeController {
    private static final String ONE = "/api/v1/quotas/{node}/{cluster}/{gpuProduct}";

    private final QuotaOverview overview;
    private final QuotaAdministration administration;

    QuotaTreeController(QuotaOverview overview, QuotaAdministration administration) {
        this.overview = overview;
        this.administration = administration;
    }

    @GetMapping("/api/v1/quotas")
    @Requires(Permission.VIEW_TEAM)
    Page<StandingBody> tree(
            @RequestParam(required = false) @Nullable String cluster,
            @RequestParam(name = "gpu_product", required = false) @Nullable String gpuProduct,
            Actor actor) {
        return Page.whole(overview.pools(actor).stream()
                .filter(pool -> cluster == null || pool.pool().cluster().equals(cluster))
                .filter(pool -> gpuProduct == null || pool.pool().gpuProduct().equals(gpuProduct))
                .flatMap(pool -> pool.standings().stream())
                .map(StandingBody::of)
                .toList());
    }

    @GetMapping(ONE)
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<StandingBody> one(
            @PathVariable String node, @PathVariable String cluster, @PathVariable String gpuProduct, Actor actor) {
        return answer(overview.one(node, new QuotaPool(cluster, gpuProduct), actor));
    }

    @PutMapping(ONE)
    @Requires(Permission.ADMINISTER)
    ResponseEntity<StandingBody> change(
            @PathVariable String node,
            @PathVariable String cluster,
            @PathVariable String gpuProduct,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody QuotaTermsRequest wanted,
            Actor actor) {
        int seen = EntityRevision.required(ifMatch).number();
        return answer(administration.change(node, new QuotaPool(cluster, gpuProduct), wanted.edit(), seen, actor));
    }

    @PutMapping(path = ONE, params = "dry_run=true")
    @Requires(Permission.ADMINISTER)
    PreviewBody preview(
            @PathVariable String node,
            @PathVariable String cluster,
            @PathVariable String gpuProduct,
            @RequestBody QuotaTermsRequest wanted,
            Actor actor) {
        return PreviewBody.of(administration.preview(node, new QuotaPool(cluster, gpuProduct), wanted.edit(), actor));
    }

    @GetMapping(ONE + "/history")
    @Requires(Permission.VIEW_TEAM)
    Page<EventBody> history(
            @PathVariable String node,
            @PathVariable String cluster,
            @PathVariable String gpuProduct,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor) {
        return overview.history(node, new QuotaPool(cluster, gpuProduct), PageRequest.of(pageSize, pageToken), actor)
                .map(EventBody::of);
    }

    private static ResponseEntity<StandingBody> answer(QuotaStanding standing) {
        return ResponseEntity.ok()
                .eTag(new EntityRevision(standing.revision()).etag())
                .body(StandingBody.of(standing));
    }

    /**
     * What a change would do.
     *
     * @param raised nodes above that would be guaranteed more
     * @param noLongerFits nodes that would have more than they may
     */
    record PreviewBody(
            StandingBody before, StandingBody after, List<RaisedBody> raised, List<OverhangBody> noLongerFits) {
        static PreviewBody of(QuotaPreview preview) {
            return new PreviewBody(
                    StandingBody.of(preview.before()),
                    StandingBody.of(preview.after()),
                    preview.raised().stream()
                            .map(raised -> new RaisedBody(
                                    raised.node().slug(), raised.node().name(), raised.before(), raised.after()))
                            .toList(),
                    preview.noLongerFits().stream()
                            .map(over -> new OverhangBody(
                                    over.node().slug(),
                                    over.node().name(),
                                    over.limitGpus(),
                                    over.usedGpus(),
                                    over.sentence()))
                            .toList());
        }
    }

    record RaisedBody(String node, String name, QuotaTerms before, QuotaTerms after) {}

    record OverhangBody(String node, String name, int limitGpus, int usedGpus, String detail) {}
}
