package io.sextant.api.tenancy;

import java.time.Duration;

/** What came of a name and password. */
public sealed interface SignInOutcome {
    /** They belong together. */
    record Admitted(Actor actor) implements SignInOutcome {}

    /** They do not, or the account is not to be used. */
    record Refused() implements SignInOutcome {}

    /** Too many failed before; nothing was looked at. */
    record Locked(Duration remaining) implements SignInOutcome {}
}
