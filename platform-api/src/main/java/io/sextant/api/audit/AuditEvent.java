package io.sextant.api.audit;

import org.jspecify.annotations.Nullable;

/**
 * What was done, or refused, to what.
 *
 * @param action feature and verb, such as {@code deployment.submit}
 * @param objectKind such as {@code deployment}
 * @param team slug of the team it is about; null where it concerns none
 * @param before what was there, as a record or map that becomes JSON; null for nothing. Secrets have no place in it
 * @param after what is there now, alike
 * @param reason in the words of who did it, or why it was refused
 * @param onBehalfOf whose right was used, where it was not the actor's own
 */
public record AuditEvent(
        String action,
        String objectKind,
        String objectId,
        @Nullable String team,
        @Nullable Object before,
        @Nullable Object after,
        @Nullable String reason,
        @Nullable String onBehalfOf) {

    /** Something done to that object. */
    public static AuditEvent of(String action, String objectKind, Object objectId) {
        return new AuditEvent(action, objectKind, objectId.toString(), null, null, null, null, null);
    }

    /** About that team. */
    public AuditEvent inTeam(@Nullable String slug) {
        return new AuditEvent(action, objectKind, objectId, slug, before, after, reason, onBehalfOf);
    }

    /** With what was there before. */
    public AuditEvent from(@Nullable Object state) {
        return new AuditEvent(action, objectKind, objectId, team, state, after, reason, onBehalfOf);
    }

    /** With what is there afterwards. */
    public AuditEvent to(@Nullable Object state) {
        return new AuditEvent(action, objectKind, objectId, team, before, state, reason, onBehalfOf);
    }

    /** For that reason. */
    public AuditEvent because(@Nullable String why) {
        return new AuditEvent(action, objectKind, objectId, team, before, after, why, onBehalfOf);
    }

    /** With the right of somebody else. */
    public AuditEvent onBehalf(@Nullable String name) {
        return new AuditEvent(action, objectKind, objectId, team, before, after, reason, name);
    }
}
