package io.sextant.deployer.step;

import io.sextant.contract.desired.Presence;
import io.sextant.deployer.cluster.EndpointView;
import io.sextant.deployer.cluster.NimServiceView;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.AdmittedManifest;
import io.sextant.deployer.intent.Former;
import io.sextant.deployer.intent.Wanted;
import java.util.Optional;

/**
 * Which NIMService of a deployment its address leads to.
 *
 * <p>The Service on the cluster is the memory: once it leads to the wanted NIMService, nothing leads it back. So a deployer that
 * is killed at any moment goes on where it was.
 */
public final class Traffic {
    private Traffic() {}

    /** The Service of the deployment's own address, as it is on the cluster. */
    public static Optional<EndpointView> endpoint(Wanted wanted, Snapshot snapshot) {
        return Optional.ofNullable(wanted.desired().endpoint())
                .flatMap(endpoint -> snapshot.endpoint(wanted.namespace(), endpoint.name()))
                .filter(live -> live.object().belongsTo(wanted.id()));
    }

    /** The NIMService that requests reach, or will reach once it answers. */
    public static String leadsTo(Wanted wanted, Snapshot snapshot) {
        return known(wanted, snapshot).orElse(wanted.serviceName());
    }

    /**
     * Where the address has to lead as long as the wanted NIMService was not found to answer: to where it leads, and at first to
     * an earlier one that serves.
     */
    static String steered(Wanted.Serving wanted, Snapshot snapshot) {
        if (wanted.endpoint() == null || wanted.desired().presence() == Presence.STOPPED) {
            return wanted.serviceName();
        }
        return known(wanted, snapshot)
                .or(() -> wanted.formers().stream()
                        .map(Former::serviceName)
                        .filter(name -> serves(wanted, name, snapshot))
                        .findFirst())
                .orElse(wanted.serviceName());
    }

    /** The Service, leading there. */
    static AdmittedManifest towards(AdmittedManifest endpoint, String service) {
        return endpoint.with(service, "spec", "selector", "app");
    }

    private static Optional<String> known(Wanted wanted, Snapshot snapshot) {
        return endpoint(wanted, snapshot).flatMap(EndpointView::leadsTo).filter(wanted.serviceNames()::contains);
    }

    private static boolean serves(Wanted.Serving wanted, String service, Snapshot snapshot) {
        return snapshot.nimService(wanted.namespace(), service)
                .filter(found -> !found.object().deleting())
                .map(NimServiceView::state)
                .filter("Ready"::equals)
                .isPresent();
    }
}
