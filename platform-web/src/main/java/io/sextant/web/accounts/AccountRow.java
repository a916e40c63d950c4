package io.sextant.web.accounts;

import io.sextant.api.tenancy.Account;
import io.sextant.api.tenancy.AccountKind;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.web.layout.Dates;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An account as a row, and as the page about it shows it. */
record AccountRow(
        String path,
        String name,
        String username,
        String roles,
        String teams,
        String lastSignIn,
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
                account.platformRoles().stream().sorted().map(AccountRow::label).collect(Collectors.joining(", ")),
                account.memberships().stream()
                        .map(membership -> membership.team().name())
                        .collect(Collectors.joining(", ")),
                lastSignIn(account.lastSignInAt()),
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

    private static String lastSignIn(@org.jspecify.annotations.Nullable Instant at) {
        return at == null ? "Never" : Dates.moment(at);
    }
}
