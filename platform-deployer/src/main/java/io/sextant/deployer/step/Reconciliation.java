package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.cluster.WriteFailure;
import io.sextant.deployer.intent.AdmissionPolicy;
import io.sextant.deployer.intent.Refusal;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The steps in their order, and what their outcomes mean for a deployment. */
public final class Reconciliation {
    private final List<ReconcileStep<Wanted.Serving>> serving;
    private final List<ReconcileStep<Wanted.Leaving>> leaving;
    private final Upkeep upkeep;

    /** The steps of a deployer with this policy. */
    public Reconciliation(AdmissionPolicy policy) {
        serving = List.of(
                new EnsureNamespace(),
                new EnsureSecrets(policy.systemNamespace()),
                new EnsureNimCache(),
                new AwaitCache(),
                new EnsureNimService(),
                new AwaitReplicas(),
                new ProbeEndpoint(),
                new MoveTraffic());
        upkeep = new Upkeep(policy.cluster());
        leaving = List.of(
                new RemoveNimService(policy.cluster()),
                new AwaitPodsGone(),
                new RemoveNimCache(policy.cluster()),
                new ConfirmRemoval());
    }

    /** Decides about one deployment. */
    public Verdict decide(Wanted wanted, Snapshot snapshot, Instant now) {
        return switch (wanted) {
            case Wanted.Serving present -> serve(present, snapshot, now);
            case Wanted.Leaving gone -> remove(gone, snapshot, now);
            case Wanted.Refused refused -> refuse(refused);
        };
    }

    private Verdict serve(Wanted.Serving wanted, Snapshot snapshot, Instant now) {
        Map<ConditionType, Judgement> judged = new EnumMap<>(ConditionType.class);
        List<List<ClusterAction>> batches = new ArrayList<>();
        boolean blocked = false;
        Set<ConditionType> blockedAspects = EnumSet.noneOf(ConditionType.class);
        Unhindered unhindered = Unhindered.of(wanted, snapshot);
        for (ReconcileStep<Wanted.Serving> step : serving) {
            boolean anyway = unhindered.takes(step) && !blockedAspects.contains(step.aspect());
            if (blocked && !anyway) {
                continue;
            }
            StepOutcome outcome = step.decide(wanted, snapshot, now);
            batches.add(outcome.writes());
            judged.put(step.aspect(), judge(step.aspect(), outcome, snapshot));
            if (outcome.blocks()) {
                blocked = true;
                blockedAspects.add(step.aspect());
            }
        }
        batches.addAll(upkeep.decide(wanted, snapshot, now));
        Publication.judge(wanted, snapshot).ifPresent(judgement -> judged.put(ConditionType.ROUTED, judgement));
        Scaling.judge(wanted, snapshot).ifPresent(judgement -> judged.put(ConditionType.SCALED, judgement));
        return new Verdict(inOrder(judged), batches, false);
    }

    private Verdict remove(Wanted.Leaving wanted, Snapshot snapshot, Instant now) {
        Map<ConditionType, Judgement> judged = new EnumMap<>(ConditionType.class);
        for (ReconcileStep<Wanted.Leaving> step : leaving) {
            StepOutcome outcome = step.decide(wanted, snapshot, now);
            judged.put(step.aspect(), removalJudgement(step.aspect(), outcome, snapshot));
            if (outcome.blocks()) {
                return new Verdict(List.copyOf(judged.values()), List.of(outcome.writes()), false);
            }
        }
        return new Verdict(List.copyOf(judged.values()), List.of(), true);
    }

    private static Judgement removalJudgement(ConditionType aspect, StepOutcome outcome, Snapshot snapshot) {
        return outcome instanceof StepOutcome.Proceed proceed
                ? Judgement.missing(aspect, ConditionReason.REMOVED, proceed.message())
                : judge(aspect, outcome, snapshot);
    }

    private static Verdict refuse(Wanted.Refused wanted) {
        Map<ConditionType, Judgement> judged = new EnumMap<>(ConditionType.class);
        for (Refusal refusal : wanted.refusals()) {
            Judgement former = judged.get(refusal.stops());
            String message = former == null ? refusal.message() : former.message() + " " + refusal.message();
            judged.put(
                    refusal.stops(), Judgement.missing(refusal.stops(), ConditionReason.REFUSED_BY_DEPLOYER, message));
        }
        return new Verdict(inOrder(judged), List.of(), false);
    }

    private static Judgement judge(ConditionType aspect, StepOutcome outcome, Snapshot snapshot) {
        Optional<WriteFailure> failure = outcome.writes().stream()
                .map(action -> snapshot.evidence().failure(action.target()))
                .flatMap(Optional::stream)
                .findFirst();
        return switch (outcome) {
            case StepOutcome.Proceed proceed -> Judgement.holds(aspect, proceed.message());
            case StepOutcome.Repair repair ->
                Judgement.holds(
                        aspect,
                        failure.map(found -> "A change cannot be made: " + found.message())
                                .orElse(repair.message()));
            case StepOutcome.Apply apply ->
                failure.map(found -> Judgement.unwritten(aspect, found))
                        .orElseGet(() -> Judgement.missing(aspect, apply.reason(), apply.message()));
            case StepOutcome.Wait wait -> Judgement.missing(aspect, wait.reason(), wait.message());
            case StepOutcome.Fail fail -> Judgement.missing(aspect, fail.reason(), fail.message());
        };
    }

    private static List<Judgement> inOrder(Map<ConditionType, Judgement> judged) {
        return Stream.of(ConditionType.values())
                .filter(type ->
                        judged.containsKey(type) || ConditionType.ofEvery().contains(type))
                .map(type -> judged.getOrDefault(type, Judgement.blocked(type)))
                .toList();
    }
}
