package io.sextant.deployer.intent;

import io.sextant.contract.SextantLabels;
import io.sextant.contract.desired.DesiredDeployment;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns one desired deployment into what is to be done about it, or into the reasons why nothing will be. */
final class DeploymentAdmission {
    private final AdmissionPolicy policy;
    private final Map<String, WantedNamespace> homes;
    private final List<DesiredDeployment> all;

    DeploymentAdmission(AdmissionPolicy policy, Map<String, WantedNamespace> homes, List<DesiredDeployment> all) {
        this.policy = policy;
        this.homes = homes;
        this.all = all;
    }

    Wanted admit(DesiredDeployment desired) {
        if (desired.presence() == Presence.GONE) {
            return new Wanted.Leaving(desired, cacheShared(desired));
        }
        List<Refusal> refusals = new ArrayList<>();
        if (!policy.admitsNamespace(desired.namespace())) {
            refuse(
                    refusals,
                    ConditionType.NAMESPACE_READY,
                    "it does not touch the namespace %s.".formatted(desired.namespace()));
        }
        WantedNamespace home = homes.get(desired.namespace());
        if (home == null) {
            refuse(
                    refusals,
                    ConditionType.NAMESPACE_READY,
                    "the platform did not describe the namespace %s.".formatted(desired.namespace()));
        } else {
            refusals.addAll(home.refusals());
        }
        if (Intent.clashes(desired, all)) {
            refuse(
                    refusals,
                    ConditionType.REPLICAS_READY,
                    "two deployments claim the NIMService %s."
                            .formatted(desired.nimService().name()));
        }
        ManifestGuard.Checked cache = check(refusals, desired, AppliedKind.NIM_CACHE);
        ManifestGuard.Checked service = check(refusals, desired, AppliedKind.NIM_SERVICE);
        if (!refusals.isEmpty() || home == null || cache.tree() == null || service.tree() == null) {
            return new Wanted.Refused(desired, refusals);
        }
        OwnerStamp stamp = OwnerStamp.ofDeployment(policy.cluster(), desired);
        return new Wanted.Serving(
                desired,
                home,
                stamp.on(AppliedKind.NIM_CACHE, cache.tree()),
                stamp.on(AppliedKind.NIM_SERVICE, replicas(desired, service.tree())));
    }

    private ManifestGuard.Checked check(List<Refusal> refusals, DesiredDeployment desired, AppliedKind kind) {
        ManifestGuard guard = new ManifestGuard(policy, Set.of(kind), desired.namespace());
        boolean cache = kind == AppliedKind.NIM_CACHE;
        ManifestGuard.Checked checked = guard.check(cache ? desired.nimCache() : desired.nimService());
        checked.reasons()
                .forEach(reason ->
                        refuse(refusals, cache ? ConditionType.MODEL_CACHED : ConditionType.REPLICAS_READY, reason));
        return checked;
    }

    /** A stopped deployment keeps its objects with no replica; an autoscaler would not stay at none. */
    private static ObjectTree replicas(DesiredDeployment desired, ObjectTree service) {
        boolean removed = service.text("metadata", "annotations", SextantLabels.STOPS_BY_REMOVAL)
                .filter("true"::equals)
                .isPresent();
        return desired.presence() == Presence.STOPPED && !removed
                ? service.with(false, "spec", "scale", "enabled").with(0, "spec", "replicas")
                : service;
    }

    private boolean cacheShared(DesiredDeployment leaving) {
        return all.stream()
                .anyMatch(other -> other.presence() != Presence.GONE
                        && other.namespace().equals(leaving.namespace())
                        && other.nimCache().name().equals(leaving.nimCache().name()));
    }

    private static void refuse(List<Refusal> refusals, ConditionType stops, String reason) {
        refusals.add(new Refusal(stops, "The cluster's deployer refuses: " + reason));
    }
}
