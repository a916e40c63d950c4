package io.sextant.api.reclaim;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaPool;

/**
 * What a team wants back.
 *
 * @param team slug
 * @param gpus that are to be free for the team
 * @param reason for the team and the audit; those who give them back do not see it
 */
public record ReclaimWish(String team, QuotaPool pool, int gpus, String reason) {
    /** The longest reason. */
    public static final int REASON_LENGTH = 500;

    private static final int MOST_GPUS = 1_000_000;

    public ReclaimWish {
        reason = reason.strip();
        if (gpus < 1 || gpus > MOST_GPUS) {
            throw new PlatformProblem.Invalid("/gpus", "out-of-range", "Ask for 1 to 1,000,000 GPUs.");
        }
        if (reason.isEmpty() || reason.length() > REASON_LENGTH) {
            throw new PlatformProblem.Invalid(
                    "/reason",
                    "out-of-range",
                    "Say in at most " + REASON_LENGTH + " characters what they are needed for.");
        }
    }
}
