package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How endpoints are published outside a cluster, as its administrator told the deployer: through an ingress controller or a
 * gateway, one of the two.
 *
 * @param domain under which every deployment has the name {@code <deployment>.<namespace>.<domain>}
 * @param tls whether callers use https
 * @param callerNamespace where the pods run that pass requests on; absent where the network policies need not admit them
 * @param annotations of every route, such as the time limits of an ingress controller
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RouteOffer(
        String domain,
        boolean tls,
        @Nullable String ingressClass,
        @Nullable Gateway gateway,
        @Nullable String callerNamespace,
        Map<String, String> annotations) {
    public RouteOffer {
        annotations = Map.copyOf(Objects.requireNonNullElse(annotations, Map.of()));
        if ((ingressClass == null) == (gateway == null)) {
            throw new IllegalArgumentException("either an ingress class or a gateway publishes endpoints");
        }
    }

    /** A Gateway by name. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Gateway(String namespace, String name) {}

    /** The name of a deployment; no two namespaces can have the same. */
    public String host(String deployment, String namespace) {
        return deployment + "." + namespace + "." + domain;
    }

    /** Base URL of a name. */
    public String url(String host) {
        return (tls ? "https://" : "http://") + host;
    }
}
