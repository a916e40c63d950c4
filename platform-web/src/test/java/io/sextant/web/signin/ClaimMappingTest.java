package io.sextant.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.tenancy.ClaimedRoles;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.TeamRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimMappingTest {
    @Test
    void readsTeamAndRoleFromValuesOfTheForm() {
        ClaimMapping mapping = new ClaimMapping(OidcSettingsTest.settings("groups", "sextant-", List.of()));
        assertThat(roles(
                        mapping,
                        List.of(
                                "sextant-chat-bot-member",
                                "sextant-chat-bot-team-admin",
                                "sextant-search-viewer",
                                "sextant-approver",
                                "sextant-nonsense",
                                "other-search-member")))
                .isEqualTo(new ClaimedRoles(
                        Set.of(PlatformRole.APPROVER),
                        Map.of("chat-bot", TeamRole.TEAM_ADMIN, "search", TeamRole.VIEWER)));
        assertThat(roles(mapping, "sextant-platform-admin").platform()).containsExactly(PlatformRole.PLATFORM_ADMIN);
    }

    @Test
    void readsNothingFromNamesAloneWithoutAPrefix() {
        ClaimMapping mapping = new ClaimMapping(OidcSettingsTest.settings("groups", "", List.of()));
        assertThat(roles(mapping, List.of("platform-admin", "sextant-platform-admin", "chat-member")))
                .isEqualTo(ClaimedRoles.NONE);
    }

    @Test
    void takesListedValuesOnlyAsAWhole() {
        ClaimMapping mapping = new ClaimMapping(OidcSettingsTest.settings(
                "groups",
                "",
                List.of(
                        new OidcSettings.Grant("ops", PlatformRole.PLATFORM_ADMIN, null, null),
                        new OidcSettings.Grant("research", null, "research", TeamRole.VIEWER))));
        assertThat(roles(mapping, List.of("ops-readers", "research")))
                .isEqualTo(new ClaimedRoles(Set.of(), Map.of("research", TeamRole.VIEWER)));
        assertThat(roles(mapping, List.of("ops")).platform()).containsExactly(PlatformRole.PLATFORM_ADMIN);
    }

    @Test
    void findsClaimsInsideOfObjectsAndUnderNamesWithDots() {
        ClaimMapping nested = new ClaimMapping(OidcSettingsTest.settings("realm_access.roles", "s-", List.of()));
        assertThat(nested.roles(Map.of("realm_access", Map.of("roles", List.of("s-auditor"))))
                        .platform())
                .containsExactly(PlatformRole.AUDITOR);
        ClaimMapping named = new ClaimMapping(OidcSettingsTest.settings("https://a.example/roles", "s-", List.of()));
        assertThat(named.roles(Map.of("https://a.example/roles", List.of("s-auditor")))
                        .platform())
                .containsExactly(PlatformRole.AUDITOR);
        assertThat(nested.roles(Map.of("realm_access", "text"))).isEqualTo(ClaimedRoles.NONE);
    }

    private static ClaimedRoles roles(ClaimMapping mapping, Object claim) {
        return mapping.roles(Map.of("groups", claim));
    }
}
