package io.sextant.web.members;

import io.sextant.api.tenancy.AccountKind;
import io.sextant.api.tenancy.Member;
import io.sextant.api.tenancy.TeamRole;
import java.util.Objects;

/**
 * A member as a row.
 *
 * @param role that its administrators gave, else that the identity provider tells
 * @param claimed the identity provider gives the role, or a stronger one than was given
 * @param removable something was given that can be taken away
 * @param tokensPath where a service account's tokens are; empty for a person
 */
record MemberRow(
        String username,
        String name,
        String role,
        String roleLabel,
        boolean service,
        boolean disabled,
        boolean claimed,
        boolean removable,
        String tokensPath) {
    static MemberRow of(Member member, String team) {
        boolean service = member.kind() == AccountKind.SERVICE;
        return new MemberRow(
                member.username(),
                member.displayName(),
                Objects.requireNonNullElse(member.given(), member.role()).name(),
                label(member.role()),
                service,
                member.disabled(),
                member.given() != member.role(),
                member.given() != null,
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
