package io.sextant.web.signin;

import java.util.List;

/**
 * What the sign-in page tells beside the form; empty but in the sandbox profile.
 *
 * @param password of all the accounts listed
 */
public record SignInHints(List<Account> accounts, String password) {
    public SignInHints {
        accounts = List.copyOf(accounts);
    }

    /** Nothing to tell. */
    public static SignInHints none() {
        return new SignInHints(List.of(), "");
    }

    /**
     * An account with a published password.
     *
     * @param what one line on what this person can do
     */
    public record Account(String username, String name, String what) {}
}
