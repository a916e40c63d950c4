package io.sextant.deployer;

import io.sextant.contract.observed.RouteOffer;
import io.sextant.deployer.intent.Offers;
import io.sextant.deployer.intent.Readers;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a cluster lets deployments use besides GPUs; nothing unless it is named.
 *
 * @param routes how endpoints are published outside the cluster
 * @param prometheusUrl the Prometheus that KEDA asks for the requests in flight
 * @param readersGroup of a team's members in the cluster's own sign-in, such as {@code sextant:{team}}; it may read the team's namespace
 */
public record OfferSettings(
        @Nullable @Valid Routes routes,
        @Nullable URI prometheusUrl,

        @Nullable
        @Pattern(
                regexp = ".*\\{team}.*",
                message = "must contain {team}, or every team would be let into every namespace")
        String readersGroup) {
    /** What is offered to nobody. */
    public static final OfferSettings NONE = new OfferSettings(null, null, null);

    /**
     * An ingress class or a gateway, and the domain that leads to it.
     *
     * @param domain whose names, {@code *.<namespace>.<domain>}, lead to the ingress controller or the gateway
     * @param tls whether callers use https
     * @param callerNamespace where the pods run that pass requests on
     * @param annotations of each route
     */
    public record Routes(
            @NotBlank(message = "is missing: set SEXTANT_DEPLOYER_OFFERS_ROUTES_DOMAIN to the domain of the endpoints")
            @Pattern(regexp = "[a-z0-9]([-a-z0-9.]*[a-z0-9])?", message = "is no domain")
            String domain,

            @DefaultValue("true") boolean tls,
            @Nullable String ingressClass,
            @Nullable String gatewayNamespace,
            @Nullable String gatewayName,
            @Nullable String callerNamespace,
            @DefaultValue Map<String, String> annotations) {
        @AssertTrue(message = "name either an ingress-class or a gateway-namespace and a gateway-name")
        boolean isOneWay() {
            boolean gateway = gatewayNamespace != null && gatewayName != null;
            boolean half = (gatewayNamespace == null) != (gatewayName == null);
            return !half && gateway != (ingressClass != null);
        }

        private RouteOffer offer() {
            return new RouteOffer(
                    domain,
                    tls,
                    ingressClass,
                    gatewayNamespace == null || gatewayName == null
                            ? null
                            : new RouteOffer.Gateway(gatewayNamespace, gatewayName),
                    callerNamespace,
                    annotations);
        }
    }

    Offers offers() {
        return new Offers(
                routes == null ? null : routes.offer(),
                prometheusUrl == null ? null : prometheusUrl.toString(),
                readersGroup == null ? null : new Readers(readersGroup));
    }
}
