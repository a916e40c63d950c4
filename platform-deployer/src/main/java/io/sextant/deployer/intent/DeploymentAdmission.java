package io.sextant.deployer.intent;

import io.sextant.contract.SextantLabels;
import io.sextant.contract.desired.DesiredDeployment;
import io.sextant.contract.desired.FormerRelease;
import io.sextant.contract.desired.Manifest;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns one desired deployment into what is to be done about it, or into the reasons why nothing will be. */
final class DeploymentAdmission {
    private static final String OWN_SECRETS = "sextant-";
    private static final Set<AppliedKind> COMPANIONS = Set.of(
            AppliedKind.POD_DISRUPTION_BUDGET, AppliedKind.SCALED_OBJECT, AppliedKind.INGRESS, AppliedKind.HTTP_ROUTE);

    private final AdmissionPolicy policy;
    private final @Nullable WantedNamespace home;
    private final boolean contested;
    private final Set<String> sharedCaches;

    /** By its namespace, whether another claims its NIMService, and the NIMCaches that others use. */
    DeploymentAdmission(
            AdmissionPolicy policy, @Nullable WantedNamespace home, boolean contested, Set<String> sharedCaches) {
        this.policy = policy;
        this.home = home;
        this.contested = contested;
        this.sharedCaches = sharedCaches;
    }

    Wanted admit(DesiredDeployment desired) {
        if (desired.presence() == Presence.GONE) {
            return new Wanted.Leaving(desired, sharedCaches);
        }
        List<Refusal> refusals = new ArrayList<>();
        if (desired.presence() == Presence.UNKNOWN) {
            refuse(
                    refusals,
                    ConditionType.REPLICAS_READY,
                    "the platform asks for something that this release of the deployer does not know; update the deployer.");
        }
        desired.secretNames().stream()
                .filter(name -> name.startsWith(OWN_SECRETS))
                .forEach(name -> refuse(
                        refusals,
                        ConditionType.SECRETS_READY,
                        "the secret %s is the deployer's own and is given to nobody.".formatted(name)));
        if (!policy.admitsNamespace(desired.namespace())) {
            refuse(
                    refusals,
                    ConditionType.NAMESPACE_READY,
                    "it does not touch the namespace %s.".formatted(desired.namespace()));
        }
        if (home == null) {
            refuse(
                    refusals,
                    ConditionType.NAMESPACE_READY,
                    "the platform did not describe the namespace %s.".formatted(desired.namespace()));
        } else {
            refusals.addAll(home.refusals());
        }
        if (contested) {
            refuse(
                    refusals,
                    ConditionType.REPLICAS_READY,
                    "two deployments claim the NIMService %s."
                            .formatted(desired.nimService().name()));
        }
        Optional<Wanted> serving = new Parts(desired, refusals).serving();
        return serving.filter(_ -> refusals.isEmpty()).orElseGet(() -> new Wanted.Refused(desired, refusals));
    }

    /** The objects of one deployment, as they pass the guard. */
    private final class Parts {
        private final DesiredDeployment desired;
        private final List<Refusal> refusals;

        private Parts(DesiredDeployment desired, List<Refusal> refusals) {
            this.desired = desired;
            this.refusals = refusals;
        }

        Optional<Wanted> serving() {
            OwnerStamp stamp = OwnerStamp.ofDeployment(policy.cluster(), desired);
            Optional<AdmittedManifest> cache = admitted(desired.nimCache(), AppliedKind.NIM_CACHE, stamp);
            Optional<AdmittedManifest> service = checked(desired.nimService(), AppliedKind.NIM_SERVICE)
                    .map(tree -> stamp.on(AppliedKind.NIM_SERVICE, replicas(desired, tree)));
            Optional<AdmittedManifest> endpoint = optional(desired.endpoint(), AppliedKind.SERVICE, stamp);
            List<Refusal> unpublished = new ArrayList<>();
            List<AdmittedManifest> companions = desired.companions().stream()
                    .map(companion -> companion(companion, stamp, unpublished))
                    .flatMap(Optional::stream)
                    .toList();
            List<Former> formers = desired.former().stream()
                    .map(this::former)
                    .flatMap(Optional::stream)
                    .toList();
            return home == null || cache.isEmpty() || service.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Wanted.Serving(
                            desired,
                            home,
                            cache.get(),
                            service.get(),
                            endpoint.orElse(null),
                            companions,
                            unpublished.isEmpty() ? null : unpublished.getFirst(),
                            formers));
        }

        /** A deployment whose public name is not admitted serves inside the cluster all the same. */
        private Optional<AdmittedManifest> companion(Manifest manifest, OwnerStamp stamp, List<Refusal> unpublished) {
            AppliedKind kind =
                    AppliedKind.of(manifest.apiVersion(), manifest.kind()).orElse(AppliedKind.NIM_SERVICE);
            List<Refusal> answer = aspect(kind) == ConditionType.ROUTED ? unpublished : refusals;
            return checked(manifest, kind, COMPANIONS, answer).map(tree -> stamp.on(kind, tree));
        }

        private Optional<Former> former(FormerRelease release) {
            OwnerStamp stamp = OwnerStamp.ofDeployment(policy.cluster(), desired, release.generation());
            Optional<AdmittedManifest> cache = admitted(release.nimCache(), AppliedKind.NIM_CACHE, stamp);
            return admitted(release.nimService(), AppliedKind.NIM_SERVICE, stamp)
                    .flatMap(service -> cache.map(weights -> new Former(
                            release.generation(), weights, service, Duration.ofSeconds(release.drainSeconds()))));
        }

        private Optional<AdmittedManifest> optional(@Nullable Manifest manifest, AppliedKind kind, OwnerStamp stamp) {
            return Optional.ofNullable(manifest).flatMap(found -> admitted(found, kind, stamp));
        }

        private Optional<AdmittedManifest> admitted(Manifest manifest, AppliedKind kind, OwnerStamp stamp) {
            return checked(manifest, kind).map(tree -> stamp.on(kind, tree));
        }

        private Optional<ObjectTree> checked(Manifest manifest, AppliedKind kind) {
            return checked(manifest, kind, Set.of(kind), refusals);
        }

        private Optional<ObjectTree> checked(
                Manifest manifest, AppliedKind kind, Set<AppliedKind> admitted, List<Refusal> answer) {
            ManifestGuard.Checked checked = new ManifestGuard(policy, admitted, desired.namespace()).check(manifest);
            checked.reasons().forEach(reason -> refuse(answer, aspect(kind), reason));
            return Optional.ofNullable(checked.tree());
        }

        private static ConditionType aspect(AppliedKind kind) {
            return switch (kind) {
                case NAMESPACE, RESOURCE_QUOTA, LIMIT_RANGE, NETWORK_POLICY, ROLE_BINDING ->
                    ConditionType.NAMESPACE_READY;
                case NIM_CACHE -> ConditionType.MODEL_CACHED;
                case NIM_SERVICE, POD_DISRUPTION_BUDGET, SCALED_OBJECT -> ConditionType.REPLICAS_READY;
                case SERVICE -> ConditionType.ENDPOINT_PROBED;
                case INGRESS, HTTP_ROUTE -> ConditionType.ROUTED;
            };
        }
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

    private static void refuse(List<Refusal> refusals, ConditionType stops, String reason) {
        refusals.add(new Refusal(stops, "The cluster's deployer refuses: " + reason));
    }
}
