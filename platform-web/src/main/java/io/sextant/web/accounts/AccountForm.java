package io.sextant.web.accounts;

import org.jspecify.annotations.Nullable;

/** A new account as typed. */
record AccountForm(@Nullable String username, @Nullable String displayName) {
    static final AccountForm BLANK = new AccountForm("", "");
}
