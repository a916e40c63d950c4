package io.sextant.api.approval;

import io.sextant.api.tenancy.Actor;
import java.util.UUID;

/** What becomes of that for which approval was asked; the feature whose things it is about brings its own. */
public interface ApprovalSubject {
    /** Nobody else changes the deployment until the transaction ends; always locked before a request of it. */
    void lock(UUID deployment);

    /**
     * Carries out what was approved, or throws where it cannot be had any more.
     *
     * @param request whose last yes was just given; it still holds the GPUs
     */
    void approved(ApprovalRequest request, Actor decider);

    /**
     * Gives back what the request holds.
     *
     * @param by in the history of the deployment; the platform by its name where time decided
     * @param sentence what became of it
     */
    void declined(ApprovalRequest request, String by, String sentence);
}
