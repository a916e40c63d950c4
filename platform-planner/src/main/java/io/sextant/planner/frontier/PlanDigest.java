package io.sextant.planner.frontier;

import io.sextant.planner.cost.Money;
import io.sextant.planner.units.Estimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.StringJoiner;

/**
 * A fingerprint of what was asked and what was chosen: SHA-256 over a canonical text.
 *
 * <p>It covers model, workload, demand, SLA, policy, the chosen profile and GPU, price, replicas and the promised
 * numbers. It leaves out free quota and free GPUs: they move all the time, and the transaction that accepts a plan
 * checks them itself and can then say which of them ran out.
 */
final class PlanDigest {

    /** Enough to notice a change of any factor, few enough to survive a change of the machine's arithmetic. */
    private static final MathContext DIGITS = new MathContext(9);

    private PlanDigest() {}

    static String of(PlanInput input, Candidate candidate) {
        byte[] text = canonicalText(input, candidate).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String canonicalText(PlanInput input, Candidate candidate) {
        StringJoiner lines = new StringJoiner("\n", "sextant-plan/1\n", "\n");
        lines.add("model " + input.model());
        lines.add("workload " + input.workload());
        lines.add("demand " + input.demand());
        lines.add("sla " + input.sla());
        lines.add("policy " + input.policy());
        lines.add("pool " + candidate.offer().pool());
        lines.add("gpu " + candidate.offer().gpu());
        lines.add("price " + exact(candidate.offer().pricePerGpuHour()));
        lines.add("profile " + profile(candidate));
        lines.add("concurrency " + candidate.concurrency());
        lines.add("replicas " + candidate.replicas());
        lines.add("hourly " + exact(candidate.cost().hourly()));
        lines.add("ttft " + rounded(candidate.point().ttftMs()));
        lines.add("itl " + rounded(candidate.point().itlMs()));
        lines.add("e2e " + rounded(candidate.point().e2eMs()));
        lines.add("throughput " + rounded(candidate.point().outputTokensPerSecond()));
        return lines.toString();
    }

    /** Without the set of GPU names: a set has no order. */
    private static String profile(Candidate candidate) {
        var profile = candidate.profile();
        return "%s %s tp%d pp%d seq%d kv%d"
                .formatted(
                        profile.id(),
                        profile.precision(),
                        profile.tensorParallel(),
                        profile.pipelineParallel(),
                        profile.maxSequences(),
                        profile.kvBytesPerElement());
    }

    private static String exact(Money money) {
        return money.amount().toPlainString() + " " + money.currency().getCurrencyCode();
    }

    private static String rounded(Estimate estimate) {
        return rounded(estimate.low()) + " " + rounded(estimate.value()) + " " + rounded(estimate.high());
    }

    private static String rounded(double number) {
        return new BigDecimal(number, DIGITS).stripTrailingZeros().toString();
    }
}
