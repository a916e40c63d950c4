package io.sextant.deployer.intent;

import io.sextant.contract.observed.RouteOffer;
import io.sextant.deployer.cluster.AppliedKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster's administrator lets deployments use besides GPUs.
 *
 * @param routes how endpoints are published; absent where they are not
 * @param prometheus base URL of the Prometheus that KEDA asks; absent where KEDA does not scale
 * @param readers who may look into the teams' namespaces; absent where nobody is let in
 */
public record Offers(
        @Nullable RouteOffer routes,
        @Nullable String prometheus,
        @Nullable Readers readers) {
    public static final Offers NONE = new Offers(null, null, null);

    /** The kinds that are applied on this cluster. */
    public Set<AppliedKind> kinds() {
        return Arrays.stream(AppliedKind.values())
                .filter(kind -> !kind.onlyWhereOffered() || offers(kind))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The kind of route that is offered. */
    public Optional<AppliedKind> routeKind() {
        return Optional.ofNullable(routes)
                .map(offer -> offer.gateway() == null ? AppliedKind.INGRESS : AppliedKind.HTTP_ROUTE);
    }

    private boolean offers(AppliedKind kind) {
        if (kind == AppliedKind.SCALED_OBJECT) {
            return prometheus != null;
        }
        return kind == AppliedKind.ROLE_BINDING
                ? readers != null
                : routeKind().filter(kind::equals).isPresent();
    }
}
