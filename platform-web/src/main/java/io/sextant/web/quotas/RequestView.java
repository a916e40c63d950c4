package io.sextant.web.quotas;

import io.sextant.api.quota.QuotaRequest;
import io.sextant.web.layout.Dates;

/**
 * A request for more quota, as its page and the list show it.
 *
 * @param tone of the state, as badges have it
 * @param standingPath the quota that it is about
 */
record RequestView(
        String path,
        String standingPath,
        String team,
        String pool,
        String guaranteed,
        String burstLimit,
        String reason,
        String askedBy,
        String askedAt,
        String tone,
        String state,
        boolean open,
        String decidedBy,
        String decidedAt,
        String decisionReason,
        int revision) {
    static RequestView of(QuotaRequest request, String gpu) {
        QuotaRequest.Decision decision = request.decision();
        return new RequestView(
                "/quotas/requests/" + request.id(),
                "/quotas/" + request.node() + "/" + QuotaController.key(request.pool()),
                request.nodeName(),
                gpu + " in " + request.pool().cluster(),
                Integer.toString(request.guaranteedGpus()),
                Integer.toString(request.burstLimitGpus()),
                request.reason(),
                request.askedByName(),
                Dates.moment(request.askedAt()),
                switch (request.state()) {
                    case OPEN -> "progress";
                    case APPROVED -> "ok";
                    case DENIED -> "danger";
                    case WITHDRAWN -> "neutral";
                },
                request.state().label(),
                request.state() == QuotaRequest.State.OPEN,
                decision == null ? "" : decision.by(),
                decision == null ? "" : Dates.moment(decision.at()),
                decision == null ? "" : decision.reason(),
                request.revision());
    }
}
