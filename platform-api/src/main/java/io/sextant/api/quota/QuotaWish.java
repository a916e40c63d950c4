package io.sextant.api.quota;

import io.sextant.api.problem.PlatformProblem;

/**
 * What a team asks for.
 *
 * @param team slug
 * @param reason for who decides
 */
public record QuotaWish(String team, QuotaPool pool, int guaranteedGpus, int burstLimitGpus, String reason) {
    public QuotaWish {
        reason = reason.strip();
        if (reason.isEmpty() || reason.length() > QuotaEdit.REASON_LENGTH) {
            throw new PlatformProblem.Invalid(
                    "/reason",
                    "out-of-range",
                    "Say in at most " + QuotaEdit.REASON_LENGTH
                            + " characters what it is for; somebody decides by it.");
        }
    }

    /** The numbers, or a problem where they contradict themselves. */
    QuotaTerms terms() {
        return new QuotaTerms(guaranteedGpus, burstLimitGpus, 0, false);
    }

    boolean asksForMoreThan(QuotaTerms now) {
        return guaranteedGpus > now.guaranteedGpus() || burstLimitGpus > now.burstLimitGpus();
    }
}
