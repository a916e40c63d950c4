package io.sextant.api.quota.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.paging.Page;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaMove;
import io.sextant.api.quota.QuotaMoves;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What it would do to quota that a node of the organisation lies elsewhere. */
@RestController
class QuotaMoveController {
    private final QuotaMoves moves;

    QuotaMoveController(QuotaMoves moves) {
        this.moves = moves;
    }

    @PutMapping(path = "/api/v1/organisation/{unit}/parent", params = "dry_run=true")
    @Requires(Permission.ADMINISTER)
    Page<MoveBody> preview(@PathVariable String unit, @RequestBody NewParent wanted, Actor actor) {
        return Page.whole(moves.preview(unit, wanted.parent() == null ? "" : wanted.parent(), actor).stream()
                .map(MoveBody::of)
                .toList());
    }

    record NewParent(@Nullable String parent) {}

    /**
     * What it would do to one pool.
     *
     * @param noLongerFits empty where nothing stands against it
     */
    record MoveBody(String cluster, String gpuProduct, List<ChangedBody> changed, List<RefusalBody> noLongerFits) {
        static MoveBody of(QuotaMove move) {
            return new MoveBody(
                    move.pool().cluster(),
                    move.pool().gpuProduct(),
                    move.changed().stream()
                            .map(changed -> new ChangedBody(
                                    StandingBody.of(changed.before()), StandingBody.of(changed.after())))
                            .toList(),
                    move.refusals().stream().map(RefusalBody::of).toList());
        }
    }

    record ChangedBody(StandingBody before, StandingBody after) {}

    /** As the move itself would be refused. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RefusalBody(String detail, String remedy, Map<String, Object> facts) {
        static RefusalBody of(PlatformProblem.Conflict refused) {
            return new RefusalBody(refused.detail(), refused.remedy(), refused.facts());
        }
    }
}
