package io.sextant.deployer.intent;

import io.sextant.contract.SextantLabels;
import io.sextant.contract.desired.DesiredDeployment;
import io.sextant.contract.desired.Presence;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /** All its NIMServices: the wanted one, then those of earlier generations. */
    default List<String> serviceNames() {
        return Stream.concat(
                        Stream.of(serviceName()),
                        desired().former().stream()
                                .map(former -> former.nimService().name()))
                .distinct()
                .toList();
    }

    /** All its NIMCaches, in the same order. */
    default List<String> cacheNames() {
        return Stream.concat(
                        Stream.of(cacheName()),
                        desired().former().stream()
                                .map(former -> former.nimCache().name()))
                .distinct()
                .toList();
    }

    /**
     * The Service of its own address and its companions, as far as it is to have them; those of an earlier NIMService bear its
     * name and go when it has gone.
     */
    default List<ObjectRef> extras() {
        Stream<ObjectRef> addresses = Stream.ofNullable(desired().endpoint())
                .map(endpoint -> ObjectRef.of(AppliedKind.SERVICE, namespace(), endpoint.name()));
        Stream<ObjectRef> companions = desired().companions().stream()
                .flatMap(companion -> AppliedKind.of(companion.apiVersion(), companion.kind())
                        .map(kind -> ObjectRef.of(kind, namespace(), companion.name()))
                        .stream());
        Stream<ObjectRef> earlier = desired().former().stream()
                .map(former -> former.nimService().name())
                .flatMap(name -> Stream.of(AppliedKind.POD_DISRUPTION_BUDGET, AppliedKind.SCALED_OBJECT)
                        .map(kind -> ObjectRef.of(kind, namespace(), name)));
        return Stream.of(addresses, companions, earlier)
                .flatMap(refs -> refs)
                .distinct()
                .toList();
    }

    /**
     * It is to be there, with the replicas its NIMService names: none when stopped.
     *
     * @param endpoint the Service of its own address, leading to the wanted NIMService; absent where it has none
     * @param companions what else stands beside the NIMService
     * @param unpublished why it has no public name although the platform wants one; absent where nothing stands in the way
     * @param formers NIMServices of earlier generations, newest first
     */
    record Serving(
            DesiredDeployment desired,
            WantedNamespace home,
            AdmittedManifest nimCache,
            AdmittedManifest nimService,
            @Nullable AdmittedManifest endpoint,
            List<AdmittedManifest> companions,
            @Nullable Refusal unpublished,
            List<Former> formers)
            implements Wanted {
        public Serving {
            companions = List.copyOf(companions);
            formers = List.copyOf(formers);
        }

        /** A companion that was not admitted is none, so one that was applied before goes. */
        @Override
        public List<ObjectRef> extras() {
            List<ObjectRef> admitted =
                    companions.stream().map(AdmittedManifest::ref).toList();
            return Wanted.super.extras().stream()
                    .filter(ref -> unpublished == null || !isRoute(ref.kind()) || admitted.contains(ref))
                    .toList();
        }

        private static boolean isRoute(String kind) {
            return kind.equals(AppliedKind.INGRESS.kind()) || kind.equals(AppliedKind.HTTP_ROUTE.kind());
        }

        /** The way to its address from outside the cluster. */
        public Optional<AdmittedManifest> route() {
            return companions.stream()
                    .filter(companion -> isRoute(companion.kind().kind()))
                    .findFirst();
        }

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
     * @param sharedCaches NIMCaches that another deployment of the namespace uses, which therefore stay
     */
    record Leaving(DesiredDeployment desired, Set<String> sharedCaches) implements Wanted {
        public Leaving {
            sharedCaches = Set.copyOf(sharedCaches);
        }

        /** The NIMCaches that go with it. */
        public List<String> ownCaches() {
            return cacheNames().stream()
                    .filter(name -> !sharedCaches.contains(name))
                    .toList();
        }
    }

    /** It breaks the deployer's guards: what there is of it is left alone. */
    record Refused(DesiredDeployment desired, List<Refusal> refusals) implements Wanted {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }
}
