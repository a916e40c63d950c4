package io.sextant.api.quota;

import io.sextant.api.problem.PlatformProblem;

/**
 * What an administrator wants of a node's quota in a pool.
 *
 * @param raiseAbove whether the nodes above are guaranteed more where they have too little for it
 * @param reason for the history; may be empty
 */
public record QuotaEdit(QuotaTerms terms, boolean raiseAbove, String reason) {
    /** The longest reason. */
    public static final int REASON_LENGTH = 500;

    public QuotaEdit {
        reason = reason.strip();
        if (reason.length() > REASON_LENGTH) {
            throw new PlatformProblem.Invalid(
                    "/reason", "too-long", "A reason has at most " + REASON_LENGTH + " characters.");
        }
    }
}
