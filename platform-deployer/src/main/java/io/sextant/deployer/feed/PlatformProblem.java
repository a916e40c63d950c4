package io.sextant.deployer.feed;

/** The platform did not take or give what was asked. */
public abstract sealed class PlatformProblem extends Exception {
    private static final String NEW_TOKEN = "Have a platform administrator hand out a new join token for this cluster,"
            + " put it into SEXTANT_DEPLOYER_JOIN_TOKEN (the key join-token of the Secret sextant-deployer) and restart"
            + " the deployer.";

    private PlatformProblem(String message) {
        super(message);
    }

    /** It does not know this deployer's credential, or not for this cluster. */
    public static final class Unauthorized extends PlatformProblem {
        private Unauthorized(String message) {
            super(message);
        }

        static Unauthorized unknown() {
            return new Unauthorized(
                    "The platform does not know this deployer's credential: it was revoked or replaced. " + NEW_TOKEN);
        }

        static Unauthorized elsewhere(String said) {
            return new Unauthorized("The platform refuses this deployer: " + said);
        }
    }

    /** It does not let the deployer join, or take another credential. */
    public static final class NotLetIn extends PlatformProblem {
        NotLetIn(int status, String said) {
            super(
                    status == 401
                            ? "The platform does not know the join token. " + NEW_TOKEN
                            : "The platform does not let the deployer in: " + said);
        }

        NotLetIn(String message) {
            super(message);
        }

        static NotLetIn withoutToken() {
            return new NotLetIn("The deployer has no credential and no join token. " + NEW_TOKEN);
        }

        static NotLetIn malformed() {
            return new NotLetIn(
                    "The join token is not one: it must be the whole text, beginning with sxj_. " + NEW_TOKEN);
        }
    }

    /** It answered with a status or a body that is no success. */
    public static final class Unexpected extends PlatformProblem {
        Unexpected(String message) {
            super(message);
        }
    }

    /** It did not answer. */
    public static final class Unreachable extends PlatformProblem {
        Unreachable(String message) {
            super(message);
        }
    }
}
