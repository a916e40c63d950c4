package io.sextant.api.deployment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.deployment.manifest.NimBlueprint;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.planning.PlanRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaClass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plan that a team accepts.
 *
 * @param name of the deployment and its NIMService: a DNS-1035 label of at most 40 characters
 * @param digest of the proposal as it was shown; the submission is refused when planning again gives another
 * @param plan the question, with the chosen candidate in it: the recommended one may be another by now
 * @param seen what was shown, so that a refusal can say what changed
 * @param quotaClass what its GPUs are taken for; the plan's usual one where it is left out
 * @param endsAt when it is stopped; never where it is left out, unless its class has to end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubmitRequest(
        String name,
        String digest,
        PlanRequest plan,
        @Nullable PlanSummary seen,
        @Nullable QuotaClass quotaClass,
        @Nullable Instant endsAt) {
    public SubmitRequest {
        if (!NimBlueprint.isValidName(name)) {
            throw new PlatformProblem.Invalid(
                    "/name",
                    "malformed",
                    "A name has 1 to 40 lower-case letters, digits and hyphens; it begins with a letter and does not end"
                            + " with a hyphen.");
        }
        if (NimBlueprint.isReservedName(name)) {
            throw new PlatformProblem.Invalid(
                    "/name",
                    "reserved",
                    "Names that end in -endpoint, or in -g and a number, are given by Sextant itself.");
        }
        if (digest.isBlank()) {
            throw new PlatformProblem.Invalid(
                    "/digest", "missing", "Send the digest of the proposal that you accept; a plan's answer has it.");
        }
        if (plan.candidate() == null) {
            throw new PlatformProblem.Invalid(
                    "/plan/candidate",
                    "missing",
                    "Name the candidate that you accept; the proposal in a plan's answer has its id.");
        }
    }

    /** One of the plan's usual class. */
    public SubmitRequest(String name, String digest, PlanRequest plan, @Nullable PlanSummary seen) {
        this(name, digest, plan, seen, null, null);
    }

    /** What the GPUs of a plan are taken for unless somebody says otherwise: a batch borrows, people need guaranteed ones. */
    public static QuotaClass usualClass(PlanProposal plan) {
        return plan.sla() == null ? QuotaClass.OFFLINE : QuotaClass.ONLINE_PRODUCTION;
    }

    QuotaClass classOf(PlanProposal accepted) {
        return quotaClass == null ? usualClass(accepted) : quotaClass;
    }

    @JsonCreator
    static SubmitRequest of(
            @Nullable String name,
            @Nullable String digest,
            @Nullable PlanRequest plan,
            @Nullable PlanSummary seen,
            @Nullable QuotaClass quotaClass,
            @Nullable Instant endsAt) {
        if (plan == null) {
            throw new PlatformProblem.Invalid(
                    "/plan", "missing", "Send the plan request that you accept the answer of.");
        }
        return new SubmitRequest(
                name == null ? "" : name, digest == null ? "" : digest, plan, seen, quotaClass, endsAt);
    }
}
