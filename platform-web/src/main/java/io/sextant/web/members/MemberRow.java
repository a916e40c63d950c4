package io.sextant.web.members;

import io.sextant.api.tenancy.AccountKind;
import io.sextant.api.tenancy.Member;
import io.sextant.api.tenancy.TeamRole;

/**
 * A member as a row.
 *
 * @param tokensPath where a service account's tokens are; empty for a person
 */
record MemberRow(
        String username,
        String name,
        String role,
        String roleLabel,
        boolean service,
        boolean disabled,
        String tokensPath) {
    static MemberRow of(Member member, String team) {
        boolean service = member.kind() == AccountKind.SERVICE;
        return new MemberRow(
                member.username(),
                member.displayName(),
                member.role().name(),
                label(member.role()),
                service,
                member.disabled(),
                service ? "/members/" + team + "/service-accounts/" + member.id() : "");
    }

    static String label(TeamRole role) {
        return switch (role) {
            case TEAM_ADMIN -> "Team administrator";
            case MEMBER -> "Member";
            case VIEWER -> "Viewer";
        };
    }
}
