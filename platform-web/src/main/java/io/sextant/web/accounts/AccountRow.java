package io.sextant.web.accounts;

import io.sextant.api.tenancy.Account;
import io.sextant.api.tenancy.AccountKind;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.web.layout.Dates;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An account as a row, and as the page about it shows it. */
record AccountRow(
        String path,
        String name,
        String username,
        String roles,
        String teams,
        String lastSignIn,
        String signsIn,
        String claimedRoles,
        @Nullable String linkUntil,
        boolean password,
        boolean linked,
        String tone,
        String state,
        boolean person,
        boolean disabled,
        int revision,
        List<RoleChoice> choices) {
    /** A platform role and whether the account has it. */
    record RoleChoice(String value, String label, boolean held) {}

    static AccountRow of(Account account) {
        return new AccountRow(
                "/accounts/" + account.id(),
                account.displayName(),
                account.username(),
                labels(Stream.concat(account.platformRoles().stream(), account.claimedPlatformRoles().stream())),
                account.memberships().stream()
                        .map(membership -> membership.team().name())
                        .collect(Collectors.joining(", ")),
                lastSignIn(account.lastSignInAt()),
                signsIn(account),
                labels(account.claimedPlatformRoles().stream()),
                account.linkUntil() == null ? null : Dates.moment(account.linkUntil()),
                account.password(),
                !account.issuers().isEmpty(),
                account.disabled() ? "attention" : account.passwordDue() ? "progress" : "ok",
                account.disabled() ? "Out of use" : account.passwordDue() ? "New password due" : "In use",
                account.kind() == AccountKind.PERSON,
                account.disabled(),
                account.revision(),
                Stream.of(PlatformRole.values())
                        .map(role -> new RoleChoice(
                                role.name(),
                                label(role),
                                account.platformRoles().contains(role)))
                        .toList());
    }

    static String label(PlatformRole role) {
        return switch (role) {
            case PLATFORM_ADMIN -> "Platform administrator";
            case APPROVER -> "Approver";
            case AUDITOR -> "Auditor";
        };
    }

    private static String labels(Stream<PlatformRole> roles) {
        return roles.distinct().sorted().map(AccountRow::label).collect(Collectors.joining(", "));
    }

    private static String signsIn(Account account) {
        if (account.kind() == AccountKind.SERVICE) {
            return "Never; it has API tokens";
        }
        return Stream.concat(account.issuers().stream(), account.password() ? Stream.of("a password") : Stream.empty())
                .collect(Collectors.joining(" or ", "By ", ""));
    }

    private static String lastSignIn(@Nullable Instant at) {
        return at == null ? "Never" : Dates.moment(at);
    }
}
