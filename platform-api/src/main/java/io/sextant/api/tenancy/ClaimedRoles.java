package io.sextant.api.tenancy;

import java.util.Map;
import java.util.Set;

/**
 * What an identity provider says somebody is.
 *
 * @param platform roles for the whole organisation
 * @param byNode role by the slug of a team, or of a node above teams, where it holds in every team below
 */
public record ClaimedRoles(Set<PlatformRole> platform, Map<String, TeamRole> byNode) {
    /** Nothing at all. */
    public static final ClaimedRoles NONE = new ClaimedRoles(Set.of(), Map.of());

    public ClaimedRoles {
        platform = Set.copyOf(platform);
        byNode = Map.copyOf(byNode);
    }
}
