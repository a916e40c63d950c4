package io.sextant.deployer.intent;

import io.sextant.contract.SextantLabels;
import io.sextant.contract.desired.DesiredDeployment;
import io.sextant.contract.desired.Presence;
import java.util.List;
import java.util.UUID;

/** What is to be done about one deployment. */
public sealed interface Wanted {
    DesiredDeployment desired();

    default UUID id() {
        return desired().id();
    }

    default String namespace() {
        return desired().namespace();
    }

    default String serviceName() {
        return desired().nimService().name();
    }

    default String cacheName() {
        return desired().nimCache().name();
    }

    /** It is to be there, with the replicas its NIMService names: none when stopped. */
    record Serving(
            DesiredDeployment desired, WantedNamespace home, AdmittedManifest nimCache, AdmittedManifest nimService)
            implements Wanted {
        /** Whether it is stopped on a cluster whose operator keeps a NIMService at one replica at least. */
        public boolean stopsByRemoval() {
            return desired.presence() == Presence.STOPPED
                    && nimService
                            .tree()
                            .text("metadata", "annotations", SextantLabels.STOPS_BY_REMOVAL)
                            .filter("true"::equals)
                            .isPresent();
        }
    }

    /**
     * It is to go.
     *
     * @param cacheShared another deployment of the namespace uses the same NIMCache, which therefore stays
     */
    record Leaving(DesiredDeployment desired, boolean cacheShared) implements Wanted {}

    /** It breaks the deployer's guards: what there is of it is left alone. */
    record Refused(DesiredDeployment desired, List<Refusal> refusals) implements Wanted {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }
}
