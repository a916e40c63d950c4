package io.sextant.api.tenancy;

/** What came of a sign-in by an identity provider. */
public sealed interface ProvidedOutcome {
    /** A session may begin. */
    record Admitted(Actor actor) implements ProvidedOutcome {}

    /** The provider knows them, and the platform does not let them in. */
    record Refused(Reason reason) implements ProvidedOutcome {}

    /** Why somebody is not let in. */
    enum Reason {
        /** The account was taken out of use. */
        DISABLED("The account is out of use."),
        /** Neither claims nor anybody here gives a role. */
        NO_ROLE("No claim of the identity provider gives a role, and nobody here did."),
        /** The provider tells no address to go by. */
        NO_EMAIL("The identity provider tells no usable email address."),
        /** The provider tells an address that it does not vouch for. */
        UNVERIFIED_EMAIL("The identity provider says that the email address is not verified."),
        /** Another account goes by that address; they are never taken for one silently. */
        NAME_TAKEN("Another account has this email address, and no administrator has joined the two.");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
