package io.sextant.web.plan;

import io.sextant.api.deployment.SubmitRequest;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.planning.PlanRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaClass;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the plan page posts to {@value #ACTION} to submit a proposal; the component names are the names of its fields.
 *
 * @param name of the deployment
 * @param digest of the proposal that was shown
 * @param candidate id of the proposal's candidate
 * @param idempotencyKey made with the page, so that sending the form twice submits once
 * @param request the {@link PlanRequest} as JSON
 * @param quotaClass what its GPUs are taken for; the plan's usual one where none was chosen
 * @param endsOn the last day on which it runs, such as 2026-12-31; empty for no end
 */
public record SubmissionForm(
        @Nullable String name,
        @Nullable String digest,
        @Nullable String candidate,
        @Nullable String idempotencyKey,
        @Nullable String request,
        @Nullable QuotaClass quotaClass,
        @Nullable String endsOn) {
    /** Where the form is posted to. */
    public static final String ACTION = "/deployments";

    /** The request that the proposal answers, with its candidate chosen. */
    public PlanRequest planRequest(JsonMapper json) {
        if (request == null || request.isBlank()) {
            throw unreadable();
        }
        try {
            return json.readValue(request, PlanRequest.class).choosing(candidate);
        } catch (JacksonException e) {
            throw unreadable();
        }
    }

    private static PlatformProblem unreadable() {
        return new PlatformProblem.Invalid(
                "plan-unreadable",
                "The plan that came with the form cannot be read.",
                "Go back to the plan page, plan again and submit from there.",
                List.of());
    }

    static SubmissionForm of(PlanRequest request, String name, PlanProposal proposal, String key, JsonMapper json) {
        return new SubmissionForm(
                name,
                proposal.digest(),
                proposal.candidate(),
                key,
                json.writeValueAsString(request.choosing(proposal.candidate())),
                SubmitRequest.usualClass(proposal),
                "");
    }
}
