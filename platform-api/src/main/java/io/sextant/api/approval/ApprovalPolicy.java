package io.sextant.api.approval;

import java.time.Instant;
import java.util.UUID;

/**
 * A policy as it stands at one revision.
 *
 * @param node slug of the node of the organisation that it is about, with all below it
 * @param inForce false from the revision on that took it back
 */
public record ApprovalPolicy(
        UUID id,
        int revision,
        UUID nodeId,
        String node,
        String nodeName,
        PolicyTerms terms,
        boolean inForce,
        String changedByName,
        Instant changedAt) {}
