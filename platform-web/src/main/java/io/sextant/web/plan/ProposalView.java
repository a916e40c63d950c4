package io.sextant.web.plan;

import io.sextant.api.planning.MoneyText;
import io.sextant.api.planning.Performance;
import io.sextant.api.planning.PlanCandidate;
import io.sextant.api.planning.PlanCost;
import io.sextant.api.planning.PlanEffect;
import io.sextant.api.planning.PlanProposal;
import io.sextant.planner.units.Display;
import java.util.List;
import java.util.Locale;

/**
 * The candidate that is looked at.
 *
 * @param title such as 2 replicas on 1 × H100 SXM 80 GB
 * @param plain what that means, for somebody who never heard of tensor parallelism
 * @param rough the figures are a rough estimate: say so
 */
record ProposalView(
        String title,
        String plain,
        String tone,
        String status,
        List<Amount> promise,
        List<Amount> cost,
        Quota quota,
        String room,
        List<Fact> details,
        String source,
        boolean rough,
        boolean nearSaturation) {
    record Fact(String name, String value) {}

    /** The team's quota in the pool, before and after. */
    record Quota(String label, String after, String limit, int usedPercent, int addedPercent, String sentence) {}

    static ProposalView of(PlanProposal proposal, PlanEffect effect) {
        Performance promise = proposal.promise();
        return new ProposalView(
                title(proposal),
                plain(proposal),
                CandidateRow.tone(proposal.status()),
                CandidateRow.word(proposal.status()),
                promise(promise),
                cost(proposal.cost()),
                quota(effect),
                room(proposal, effect),
                details(proposal),
                promise.evidence().source(),
                promise.evidence().rough(),
                promise.nearSaturation());
    }

    /** Whether it may be submitted as it stands. */
    static boolean isSubmittable(PlanProposal proposal) {
        return proposal.status() == PlanCandidate.Status.FITS;
    }

    private static String title(PlanProposal proposal) {
        String each = proposal.placement().gpusPerReplica() + " × "
                + proposal.placement().gpuName();
        int replicas = proposal.scale().replicas();
        return replicas == 1 ? "1 replica on " + each : Display.count(replicas) + " replicas on " + each + " each";
    }

    private static String plain(PlanProposal proposal) {
        int replicas = proposal.scale().replicas();
        int gpus = proposal.placement().gpusPerReplica();
        String copies = replicas == 1 ? "One copy of the model runs" : replicas + " copies of the model run";
        String where = gpus == 1
                ? ", " + (replicas == 1 ? "on one GPU" : "each on a GPU of its own")
                : ", " + (replicas == 1 ? "" : "each ") + "spread over " + gpus + " GPUs of one machine";
        int concurrency = proposal.scale().concurrency();
        return copies + where + " in cluster " + proposal.placement().cluster()
                + ", answering up to " + Display.count(concurrency)
                + (concurrency == 1 ? " request at a time" : " requests at the same time")
                + (replicas == 1 ? "." : " each.");
    }

    private static List<Amount> promise(Performance promise) {
        String percentile = promise.percentile().label();
        return List.of(
                Amount.latency("term:ttft", promise.ttftMs(), percentile, promise.evidence()),
                Amount.latency("term:itl", promise.itlMs(), percentile, promise.evidence()),
                Amount.latency("term:e2e", promise.e2eMs(), percentile, promise.evidence()),
                Amount.of(
                        "term:interactivity",
                        promise.tokensPerSecondPerUser(),
                        "tokens/s",
                        percentile,
                        promise.evidence()),
                Amount.of(
                        "term:throughput",
                        promise.outputTokensPerSecond(),
                        "tokens/s per replica",
                        null,
                        promise.evidence()));
    }

    private static List<Amount> cost(PlanCost cost) {
        String currency = cost.currency();
        return List.of(
                Amount.exact("Cost", MoneyText.of(cost.perMonth(), currency), "per month"),
                Amount.exact("Per hour", MoneyText.of(cost.perHour(), currency), "all replicas"),
                Amount.exact(
                        "Per million output tokens",
                        MoneyText.of(cost.perMillionOutputTokens(), currency),
                        "at " + Display.percent(cost.utilisation()) + " load"));
    }

    private static Quota quota(PlanEffect effect) {
        int limit = effect.limitGpus();
        int added = effect.usedAfter() - effect.usedBefore();
        String sentence = effect.withinQuota()
                ? "%s of %s GPUs are used now, %s with this."
                        .formatted(
                                Display.count(effect.usedBefore()),
                                Display.count(limit),
                                Display.count(effect.usedAfter()))
                : "%s more GPUs than the quota leaves: limit %s, used %s, asked %s."
                        .formatted(
                                Display.count((double) effect.usedAfter() - limit),
                                Display.count(limit),
                                Display.count(effect.usedBefore()),
                                Display.count(added));
        return new Quota(
                "Quota: " + effect.gpuTitle() + " in " + effect.cluster(),
                Display.count(effect.usedAfter()),
                Display.count(limit),
                percent(effect.usedBefore(), limit),
                Math.min(percent(added, limit), 100 - percent(effect.usedBefore(), limit)),
                sentence);
    }

    private static int percent(int part, int whole) {
        return whole == 0 ? (part == 0 ? 0 : 100) : (int) Math.min(100, 100L * part / whole);
    }

    private static String room(PlanProposal proposal, PlanEffect effect) {
        int needed = proposal.scale().replicas();
        String free = "%s of these GPUs are free in %s, at most %s on one node"
                .formatted(
                        Display.count(effect.freeGpus()), effect.cluster(), Display.count(effect.largestFreeBlock()));
        return effect.placeableReplicas() >= needed
                ? free + ": there is room."
                : free + ": there is room for " + effect.placeableReplicas() + " of " + Display.count(needed)
                        + (needed == 1 ? " replica." : " replicas.");
    }

    private static String image(PlanProposal.Model model) {
        return model.imageRepository() == null
                ? "none yet: cannot be deployed"
                : model.imageRepository() + ":" + model.imageTag();
    }

    private static List<Fact> details(PlanProposal proposal) {
        PlanProposal.Profile profile = proposal.profile();
        String parallel = "TP" + profile.tensorParallel()
                + (profile.pipelineParallel() > 1 ? ", PP" + profile.pipelineParallel() : "");
        return List.of(
                new Fact("Image", image(proposal.model())),
                new Fact("NIM profile", profile.technicalName()),
                new Fact("Number format", profile.precision().name().toUpperCase(Locale.ROOT)),
                new Fact("GPUs per replica", proposal.placement().gpusPerReplica() + " (" + parallel + ")"),
                new Fact("Node label", proposal.placement().gpuProduct()),
                new Fact(
                        "Requests in flight per replica",
                        Display.count(proposal.scale().concurrency()) + " planned, " + profile.maxSequences()
                                + " at most in the engine"),
                new Fact("KV cache in use", Display.percent(proposal.promise().kvUse())),
                new Fact("Volume for the model's files", proposal.cacheGib() + " GiB"),
                new Fact("Digest of this plan", proposal.digest()));
    }
}
