package io.sextant.deployer.feed;

/** The platform did not take or give what was asked. */
public abstract sealed class PlatformProblem extends Exception {
    private PlatformProblem(String message) {
        super(message);
    }

    /** It does not know this deployer's token, or not for this cluster. */
    public static final class Unauthorized extends PlatformProblem {
        Unauthorized(int status) {
            super("The platform answered %d to the deployer's token: check sextant.deployer.api-token and "
                            .formatted(status)
                    + "sextant.deployer.cluster, or issue a new token for this cluster");
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
