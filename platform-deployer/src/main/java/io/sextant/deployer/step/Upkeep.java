package io.sextant.deployer.step;

import io.sextant.contract.SextantLabels;
import io.sextant.contract.desired.Presence;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.AdmittedManifest;
import io.sextant.deployer.intent.Former;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What stands beside the steps to a serving NIMService and waits for none of them: the address, the companions, and
 * NIMServices of earlier generations, of which the one that serves is kept and the others go.
 */
final class Upkeep {
    private final String cluster;

    Upkeep(String cluster) {
        this.cluster = cluster;
    }

    List<List<ClusterAction>> decide(Wanted.Serving wanted, Snapshot snapshot, Instant now) {
        if (!namespaceStands(wanted, snapshot)) {
            return List.of();
        }
        List<List<ClusterAction>> batches = new ArrayList<>();
        Optional.ofNullable(wanted.endpoint())
                .map(endpoint -> Traffic.towards(endpoint, Traffic.steered(wanted, snapshot)))
                .ifPresent(endpoint -> batches.add(asWanted(endpoint, snapshot)));
        wanted.companions().forEach(companion -> batches.add(asWanted(companion, snapshot)));
        wanted.formers().forEach(former -> batches.add(new Turn(former, wanted, snapshot, now).decide()));
        return batches;
    }

    private static boolean namespaceStands(Wanted.Serving wanted, Snapshot snapshot) {
        return snapshot.object(ObjectRef.of(AppliedKind.NAMESPACE, "", wanted.namespace()))
                .filter(live -> !live.deleting())
                .isPresent();
    }

    private static List<ClusterAction> asWanted(AdmittedManifest manifest, Snapshot snapshot) {
        Optional<LiveObject> live = snapshot.object(manifest.ref());
        if (live.isEmpty()) {
            return List.of(new ClusterAction.ApplyObject(manifest));
        }
        return live.filter(found -> !found.deleting() && !isNewer(found, manifest))
                .flatMap(found -> Drift.repair(manifest, found))
                .<List<ClusterAction>>map(List::of)
                .orElse(List.of());
    }

    /** A deployer on its way out knows less than its successor. */
    private static boolean isNewer(LiveObject live, AdmittedManifest manifest) {
        long known = manifest.tree()
                .text("metadata", "annotations", SextantLabels.GENERATION)
                .map(Long::valueOf)
                .orElse(Long.MAX_VALUE);
        return live.generation().filter(seen -> seen > known).isPresent();
    }

    /** One look at one NIMService of an earlier generation. */
    private final class Turn {
        private final Former former;
        private final Wanted.Serving wanted;
        private final Snapshot snapshot;
        private final Instant now;

        private Turn(Former former, Wanted.Serving wanted, Snapshot snapshot, Instant now) {
            this.former = former;
            this.wanted = wanted;
            this.snapshot = snapshot;
            this.now = now;
        }

        List<ClusterAction> decide() {
            if (wanted.desired().presence() == Presence.STOPPED) {
                return remove();
            }
            Optional<Instant> movedAt = Traffic.endpoint(wanted, snapshot)
                    .map(endpoint -> endpoint.object())
                    .map(live -> Objects.requireNonNullElse(live.appliedAt(), live.createdAt()));
            if (movedAt.isEmpty()) {
                return List.of();
            }
            if (Traffic.steered(wanted, snapshot).equals(former.serviceName())) {
                return keep();
            }
            return movedAt.get().plus(former.drain()).isAfter(now) ? List.of() : remove();
        }

        /** Put back where somebody changed or removed it. */
        private List<ClusterAction> keep() {
            boolean another = snapshot.object(former.nimService().ref())
                    .filter(live -> !live.belongsTo(wanted.id()))
                    .isPresent();
            if (another) {
                return List.of();
            }
            List<ClusterAction> writes = new ArrayList<>();
            if (!former.nimCache().ref().equals(wanted.nimCache().ref())) {
                writes.addAll(asWanted(former.nimCache(), snapshot));
            }
            writes.addAll(asWanted(former.nimService(), snapshot));
            return writes;
        }

        private List<ClusterAction> remove() {
            ObjectRef ref = former.nimService().ref();
            Optional<LiveObject> live =
                    snapshot.object(ref).filter(found -> found.managedFor(cluster) && found.belongsTo(wanted.id()));
            if (live.isPresent()) {
                return live.get().deleting()
                        ? List.of()
                        : List.of(new ClusterAction.DeleteObject(ref, live.get().uid()));
            }
            boolean podsLeft = snapshot.workloads().podsIn(wanted.namespace()).stream()
                    .anyMatch(pod -> pod.runs(wanted.namespace(), former.serviceName()));
            return podsLeft || snapshot.evidence().releasesGone().contains(ref)
                    ? List.of()
                    : List.of(new ClusterAction.ConfirmReleaseGone(wanted.id(), ref));
        }
    }
}
