package io.sextant.api.deployment;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows what submitting a plan would apply, to the letter, without submitting it. */
@Service
@Transactional(readOnly = true)
public class PreviewSubmission {
    private final Teams teams;
    private final SubmissionDraft drafting;

    PreviewSubmission(Teams teams, SubmissionDraft drafting) {
        this.teams = teams;
        this.drafting = drafting;
    }

    /**
     * All manifests, refused as the submission itself would be; quota is not looked at.
     *
     * @param idempotencyKey that the submission will be sent with: the deployment's id, which is in the manifests, is
     *     made of it
     */
    public ManifestBundle preview(SubmitRequest request, String idempotencyKey, Actor actor) {
        Team team = teams.named(request.plan().team(), actor);
        actor.require(Permission.PLAN, team);
        SubmissionKeys.requireForm(idempotencyKey);
        return drafting.bundle(drafting.draft(request, idempotencyKey, team, actor), team);
    }
}
