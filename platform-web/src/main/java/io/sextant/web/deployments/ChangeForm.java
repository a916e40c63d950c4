package io.sextant.web.deployments;

import io.sextant.api.deployment.DeploymentChange;
import io.sextant.api.deployment.DeploymentDetail;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the pages that change a deployment send; the component names are the names of their fields.
 *
 * @param seen generation that the page showed
 * @param idempotencyKey made with the page, so that sending the form twice changes once
 * @param generation to roll back to
 * @param candidate of the plan that is wanted instead, with the digest that was shown
 */
record ChangeForm(
        @Nullable Integer minReplicas,
        @Nullable Integer maxReplicas,
        @Nullable Long generation,
        @Nullable String candidate,
        @Nullable String digest,
        @Nullable Long seen,
        @Nullable String idempotencyKey) {
    DeploymentChange resize() {
        return new DeploymentChange.Resize(
                minReplicas == null ? 0 : minReplicas, maxReplicas == null ? 0 : maxReplicas);
    }

    DeploymentChange rollBack() {
        return new DeploymentChange.RollBack(generation == null ? 0 : generation);
    }

    DeploymentChange replan() {
        return new DeploymentChange.Replan(candidateOrNone(), digest);
    }

    String candidateOrNone() {
        return candidate == null ? "" : candidate;
    }

    /** With the deployment's own bounds where none were sent. */
    ChangeForm within(DeploymentDetail detail) {
        return new ChangeForm(
                minReplicas == null ? (Integer) detail.plan().scale().minReplicas() : minReplicas,
                maxReplicas == null ? (Integer) detail.plan().scale().maxReplicas() : maxReplicas,
                generation,
                candidate,
                digest,
                seen,
                idempotencyKey);
    }

    boolean hasBounds() {
        return minReplicas != null && maxReplicas != null;
    }

    long seenGeneration() {
        return seen == null ? 0 : seen;
    }

    String key() {
        return idempotencyKey == null || idempotencyKey.isBlank()
                ? UUID.randomUUID().toString()
                : idempotencyKey;
    }
}
