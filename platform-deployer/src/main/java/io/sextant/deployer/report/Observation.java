package io.sextant.deployer.report;

import io.sextant.contract.observed.ClusterEvent;
import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ObservedRelease;
import io.sextant.contract.observed.ReplicaInterval;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.EndpointView;
import io.sextant.deployer.cluster.NimServiceView;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.ReplicaCount;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Wanted;
import io.sextant.deployer.step.Traffic;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together what is told of one deployment. */
public final class Observation {
    private Observation() {}

    public static DeploymentObservation of(
            Wanted wanted,
            Snapshot snapshot,
            List<Condition> conditions,
            List<ReplicaInterval> replicas,
            List<ClusterEvent> repairs,
            boolean gone) {
        ReplicaCount count = count(wanted, wanted.serviceName(), snapshot);
        return new DeploymentObservation(
                wanted.id(),
                wanted.desired().generation(),
                snapshot.seenAt(),
                conditions,
                count.desired(),
                count.ready(),
                replicas,
                endpoint(wanted, snapshot),
                events(wanted, snapshot, repairs),
                gone,
                releases(wanted, snapshot));
    }

    /** Where the NIMService that takes the traffic answers: the deployment's own address, where it has one. */
    private static @Nullable String endpoint(Wanted wanted, Snapshot snapshot) {
        String serving = Traffic.leadsTo(wanted, snapshot);
        if (count(wanted, serving, snapshot).desired() == 0) {
            return null;
        }
        return own(wanted, serving, snapshot)
                .flatMap(NimServiceView::endpointUrl)
                .map(url -> Traffic.endpoint(wanted, snapshot)
                        .flatMap(EndpointView::url)
                        .orElse(url))
                .orElse(null);
    }

    private static List<ObservedRelease> releases(Wanted wanted, Snapshot snapshot) {
        String serving = Traffic.leadsTo(wanted, snapshot);
        return wanted.serviceNames().stream()
                .map(name -> {
                    ReplicaCount count = count(wanted, name, snapshot);
                    ObjectRef ref = ObjectRef.of(AppliedKind.NIM_SERVICE, wanted.namespace(), name);
                    return new ObservedRelease(
                            name,
                            count.desired(),
                            count.ready(),
                            name.equals(serving),
                            snapshot.evidence().releasesGone().contains(ref));
                })
                .toList();
    }

    private static ReplicaCount count(Wanted wanted, String service, Snapshot snapshot) {
        return own(wanted, service, snapshot)
                .map(found -> ReplicaCount.of(found, snapshot.workloads()))
                .orElse(ReplicaCount.NONE);
    }

    private static Optional<NimServiceView> own(Wanted wanted, String service, Snapshot snapshot) {
        return snapshot.nimService(wanted.namespace(), service)
                .filter(found -> found.object().belongsTo(wanted.id()));
    }

    private static List<ClusterEvent> events(Wanted wanted, Snapshot snapshot, List<ClusterEvent> repairs) {
        List<ClusterEvent> seen =
                new RelatedEvents(wanted).in(snapshot.workloads().events());
        return repairs.isEmpty()
                ? seen
                : Stream.concat(seen.stream(), repairs.stream())
                        .sorted(Comparator.comparing(ClusterEvent::at))
                        .toList();
    }
}
