package io.sextant.web.signin;

import io.sextant.api.tenancy.ClaimedRoles;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.TeamRole;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an identity provider's claims mean here. */
final class ClaimMapping {
    private final OidcSettings settings;

    ClaimMapping(OidcSettings settings) {
        this.settings = settings;
    }

    /** The text of that claim; null where there is none. */
    static @Nullable String text(Map<String, Object> claims, String name) {
        return value(claims, name) instanceof String text ? text : null;
    }

    /** The roles that the claims give. */
    ClaimedRoles roles(Map<String, Object> claims) {
        Set<PlatformRole> platform = EnumSet.noneOf(PlatformRole.class);
        Map<String, TeamRole> byNode = new HashMap<>();
        for (String value : values(value(claims, settings.claims().roles()))) {
            settings.roles().stream()
                    .filter(grant -> grant.value().equals(value))
                    .forEach(grant -> add(grant, platform, byNode));
            String prefix = settings.rolePrefix();
            if (!prefix.isEmpty() && value.startsWith(prefix)) {
                add(value.substring(prefix.length()), platform, byNode);
            }
        }
        return new ClaimedRoles(platform, byNode);
    }

    private static void add(OidcSettings.Grant grant, Set<PlatformRole> platform, Map<String, TeamRole> byNode) {
        if (grant.platform() != null) {
            platform.add(grant.platform());
        }
        if (grant.node() != null && grant.role() != null) {
            byNode.merge(grant.node(), grant.role(), ClaimMapping::stronger);
        }
    }

    private static void add(String name, Set<PlatformRole> platform, Map<String, TeamRole> byNode) {
        Stream.of(PlatformRole.values())
                .filter(role -> spelt(role).equals(name))
                .forEach(platform::add);
        Stream.of(TeamRole.values())
                .filter(role -> name.endsWith("-" + spelt(role)))
                .forEach(role -> byNode.merge(
                        name.substring(0, name.length() - spelt(role).length() - 1), role, ClaimMapping::stronger));
    }

    private static String spelt(Enum<?> role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    // Each role allows all that the ones after it do.
    private static TeamRole stronger(TeamRole one, TeamRole other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static List<String> values(@Nullable Object claim) {
        return switch (claim) {
            case String text -> List.of(text);
            case Collection<?> many ->
                many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }

    // A name may hold dots itself, as those do that begin with an address.
    private static @Nullable Object value(Map<String, Object> claims, String name) {
        Object whole = claims.get(name);
        if (whole != null) {
            return whole;
        }
        Object found = claims;
        for (String part : name.split("\\.", -1)) {
            found = found instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return found;
    }
}
