package io.sextant.deployer.step;

import io.sextant.contract.SextantLabels;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.ObjectTree;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.cluster.StatusCondition;
import io.sextant.deployer.cluster.WriteFailure;
import io.sextant.deployer.intent.AdmittedManifest;
import io.sextant.deployer.intent.Wanted;
import java.util.List;
import java.util.Optional;

/** Whether a deployment's public name leads to it; nothing else waits for that. */
final class Publication {
    private static final List<String> NEEDED = List.of("Accepted", "ResolvedRefs");

    private Publication() {}

    /** Empty for a deployment that is to have no public name. */
    static Optional<Judgement> judge(Wanted.Serving wanted, Snapshot snapshot) {
        if (wanted.unpublished() != null) {
            return Optional.of(Judgement.missing(
                    ConditionType.ROUTED,
                    ConditionReason.REFUSED_BY_DEPLOYER,
                    wanted.unpublished().message()));
        }
        return wanted.route().map(route -> judge(route, snapshot));
    }

    private static Judgement judge(AdmittedManifest route, Snapshot snapshot) {
        Optional<WriteFailure> failure = snapshot.evidence().failure(route.ref());
        Optional<LiveObject> live = snapshot.object(route.ref());
        if (live.isEmpty()) {
            return failure.map(found -> Judgement.unwritten(ConditionType.ROUTED, found))
                    .orElseGet(() -> Judgement.missing(
                            ConditionType.ROUTED, ConditionReason.APPLIED, "The route is being made."));
        }
        return route.kind() == AppliedKind.INGRESS ? ingress(live.get()) : httpRoute(live.get());
    }

    private static Judgement ingress(LiveObject live) {
        boolean addressed =
                !live.tree().trees("status", "loadBalancer", "ingress").isEmpty();
        return addressed ? taken(live) : notTaken("No ingress controller has taken %s yet.".formatted(live.ref()));
    }

    private static Judgement httpRoute(LiveObject live) {
        List<StatusCondition> told = live.tree().trees("status", "parents").stream()
                .flatMap(parent -> parent.trees("conditions").stream())
                .map(StatusCondition::of)
                .filter(condition -> NEEDED.contains(condition.type()))
                .toList();
        if (told.isEmpty()) {
            return notTaken("No gateway controller has taken %s yet.".formatted(live.ref()));
        }
        return told.stream()
                .filter(condition -> !condition.holds())
                .findFirst()
                .map(condition -> Judgement.missing(
                        ConditionType.ROUTED,
                        ConditionReason.ROUTE_REFUSED,
                        "The gateway refuses the route: %s: %s".formatted(condition.reason(), condition.message())))
                .orElseGet(() -> taken(live));
    }

    private static Judgement taken(LiveObject live) {
        ObjectTree tree = live.tree();
        return Judgement.holds(
                ConditionType.ROUTED,
                "Requests to %s lead here."
                        .formatted(tree.texts("metadata", "annotations")
                                .getOrDefault(
                                        SextantLabels.PUBLIC_URL, live.ref().name())));
    }

    private static Judgement notTaken(String sentence) {
        return Judgement.missing(ConditionType.ROUTED, ConditionReason.ROUTE_NOT_TAKEN, sentence);
    }
}
