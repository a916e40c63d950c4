package io.sextant.deployer.report;

import io.sextant.contract.observed.ClusterEvent;
import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ReplicaInterval;
import io.sextant.deployer.cluster.NimServiceView;
import io.sextant.deployer.cluster.ReplicaCount;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Wanted;
import java.util.List;
import java.util.Optional;

/** Puts together what is told of one deployment. */
public final class Observation {
    private Observation() {}

    public static DeploymentObservation of(
            Wanted wanted,
            Snapshot snapshot,
            List<Condition> conditions,
            List<ReplicaInterval> replicas,
            boolean gone) {
        Optional<NimServiceView> service = snapshot.nimService(wanted.namespace(), wanted.serviceName())
                .filter(found -> found.object().belongsTo(wanted.id()));
        ReplicaCount count = service.map(found -> ReplicaCount.of(found, snapshot.workloads()))
                .orElse(ReplicaCount.NONE);
        return new DeploymentObservation(
                wanted.id(),
                wanted.desired().generation(),
                snapshot.seenAt(),
                conditions,
                count.desired(),
                count.ready(),
                replicas,
                count.desired() == 0
                        ? null
                        : service.flatMap(NimServiceView::endpointUrl).orElse(null),
                events(wanted, snapshot),
                gone);
    }

    private static List<ClusterEvent> events(Wanted wanted, Snapshot snapshot) {
        return new RelatedEvents(wanted).in(snapshot.workloads().events());
    }
}
