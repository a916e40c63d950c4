package io.sextant.api.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.planning.PlanProposal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The members of a proposal that a person decides by; sent along, they let a refusal say what changed.
 *
 * @param slaVersion absent without a stored SLA profile
 * @param ttftMs promised at the SLA's percentile, as is {@code itlMs}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanSummary(
        String cluster,
        String gpuProduct,
        String profile,
        @Nullable String imageTag,
        int replicas,
        int maxReplicas,
        @Nullable Integer slaVersion,
        BigDecimal perHour,
        String currency,
        double ttftMs,
        double itlMs) {
    private static final MathContext SHOWN = new MathContext(4);

    /** The summary of a proposal. */
    public static PlanSummary of(PlanProposal proposal) {
        return new PlanSummary(
                proposal.placement().cluster(),
                proposal.placement().gpuProduct(),
                proposal.profile().technicalName(),
                proposal.model().imageTag(),
                proposal.scale().replicas(),
                proposal.scale().maxReplicas(),
                proposal.sla() == null ? null : proposal.sla().version(),
                proposal.cost().perHour(),
                proposal.cost().currency(),
                proposal.promise().ttftMs().value(),
                proposal.promise().itlMs().value());
    }

    /** What is different now, a sentence each. */
    List<String> changesTo(PlanSummary now) {
        List<String> changes = new ArrayList<>();
        compare(changes, "The cluster", cluster, now.cluster);
        compare(changes, "The GPU product", gpuProduct, now.gpuProduct);
        compare(changes, "The NIM profile", profile, now.profile);
        compare(changes, "The image's tag", imageTag, now.imageTag);
        compare(changes, "The number of replicas", replicas, now.replicas);
        compare(changes, "The highest number of replicas", maxReplicas, now.maxReplicas);
        compare(changes, "The version of the SLA profile", slaVersion, now.slaVersion);
        compare(changes, "The cost per hour", money(this), money(now));
        compare(changes, "The promised TTFT", milliseconds(ttftMs), milliseconds(now.ttftMs));
        compare(changes, "The promised ITL", milliseconds(itlMs), milliseconds(now.itlMs));
        return changes;
    }

    private static void compare(List<String> changes, String what, @Nullable Object was, @Nullable Object is) {
        if (!Objects.equals(was, is)) {
            changes.add(what + " was " + text(was) + " and is " + text(is) + " now.");
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "none" : value.toString();
    }

    private static String money(PlanSummary summary) {
        return summary.perHour.round(SHOWN).stripTrailingZeros().toPlainString() + " " + summary.currency;
    }

    private static String milliseconds(double value) {
        return new BigDecimal(value, SHOWN).stripTrailingZeros().toPlainString() + " ms";
    }
}
