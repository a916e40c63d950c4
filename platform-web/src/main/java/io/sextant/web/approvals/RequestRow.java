package io.sextant.web.approvals;

import io.sextant.api.approval.ApprovalRequest;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Shown;
import java.util.Locale;

/**
 * A request as lists show it, in finished strings.
 *
 * @param choice id and revision, as the form for several sends them
 */
record RequestRow(
        String path,
        String choice,
        String name,
        String kind,
        String team,
        String gpus,
        String cost,
        String tone,
        String state,
        String waitsFor,
        String until,
        String askedBy,
        String askedAt) {
    static RequestRow of(ApprovalRequest request, String gpu) {
        return new RequestRow(
                "/approvals/" + request.id(),
                request.id() + ":" + request.revision(),
                request.deploymentName(),
                request.kind().label(),
                request.teamName(),
                request.gpus() + " x " + gpu,
                Shown.number(request.facts().monthlyCost(), 2),
                tone(request.state()),
                request.state().label(),
                request.open().map(stage -> stage.approver().label()).orElse("–"),
                request.expiresAt() == null || request.open().isEmpty() ? "–" : Dates.moment(request.expiresAt()),
                request.askedByName(),
                Dates.moment(request.askedAt()));
    }

    /** What a decision has come to, as a sentence. */
    static String decided(ApprovalRequest request) {
        return request.state() == ApprovalRequest.State.WAITING
                ? "Your yes is kept; it waits for %s now."
                        .formatted(request.open()
                                .map(stage -> stage.approver().label().toLowerCase(Locale.ROOT))
                                .orElse("the next one"))
                : request.state().label() + ".";
    }

    static String tone(ApprovalRequest.State state) {
        return switch (state) {
            case WAITING -> "attention";
            case APPROVED, BY_RULE -> "ok";
            case REJECTED -> "danger";
            case WITHDRAWN, EXPIRED, VOID -> "neutral";
        };
    }
}
