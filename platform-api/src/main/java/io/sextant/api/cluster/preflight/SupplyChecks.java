package io.sextant.api.cluster.preflight;

import static io.sextant.api.cluster.preflight.PreflightCheck.AUTOSCALING_METRICS;
import static io.sextant.api.cluster.preflight.PreflightCheck.ROUTING;
import static io.sextant.api.cluster.preflight.PreflightCheck.SERVICE_MONITOR;
import static io.sextant.api.cluster.preflight.PreflightCheck.STORAGE;

import io.sextant.api.catalog.MetricFamily;
import io.sextant.contract.observed.ClusterSurvey;
import io.sextant.contract.observed.RouteOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Storage, ways in, and metrics. */
final class SupplyChecks {
    private static final String CLASSES = "storageclasses.storage.k8s.io";

    private SupplyChecks() {}

    /** Of the class that volumes come from when none is named, as for the weights. */
    static SharedVolumes sharedVolumes(ClusterSurvey survey) {
        return defaults(survey).stream()
                .map(SharedVolumes::of)
                .reduce((one, other) -> one == other ? one : SharedVolumes.UNKNOWN)
                .orElse(SharedVolumes.UNKNOWN);
    }

    static Finding storage(ClusterSurvey survey) {
        if (survey.unreadable().contains(CLASSES)) {
            return STORAGE.amber(
                    "The deployer may not list storage classes.", "Apply the ClusterRole of k8s/base/deployer.");
        }
        if (survey.storage().isEmpty()) {
            return STORAGE.red(
                    "There is no storage class, so weights cannot be kept.",
                    "Install a provisioner of ReadWriteMany volumes and make its class the default.");
        }
        List<ClusterSurvey.StorageOffer> defaults = defaults(survey);
        if (defaults.isEmpty()) {
            return STORAGE.red(
                    "None of the storage classes (%s) is the default, from which volumes for weights are taken."
                            .formatted(names(survey.storage())),
                    "kubectl annotate storageclass NAME storageclass.kubernetes.io/is-default-class=true");
        }
        return switch (sharedVolumes(survey)) {
            case YES ->
                STORAGE.green("The default class %s provides volumes for several nodes.".formatted(names(defaults)));
            case NO ->
                STORAGE.amber(
                        "Volumes of the default class %s are for one node: deployments that may have more than one replica cannot be planned here."
                                .formatted(names(defaults)),
                        better(survey));
            case UNKNOWN ->
                STORAGE.amber(
                        "Whether the default class %s (%s) provides ReadWriteMany volumes is not known; deployments of more than one replica need them."
                                .formatted(names(defaults), defaults.getFirst().provisioner()),
                        "If it does: kubectl annotate storageclass %s %s=ReadWriteOnce,ReadWriteMany"
                                .formatted(defaults.getFirst().name(), ClusterSurvey.StorageOffer.ACCESS_MODES));
        };
    }

    private static String better(ClusterSurvey survey) {
        return survey.storage().stream()
                .filter(offer -> SharedVolumes.of(offer) == SharedVolumes.YES)
                .findFirst()
                .map(offer ->
                        "Make %s the default class, which provides ReadWriteMany volumes.".formatted(offer.name()))
                .orElse("Install a provisioner of ReadWriteMany volumes, such as NFS, and make its class the default.");
    }

    private static List<ClusterSurvey.StorageOffer> defaults(ClusterSurvey survey) {
        return survey.storage().stream()
                .filter(ClusterSurvey.StorageOffer::isDefault)
                .toList();
    }

    private static String names(List<ClusterSurvey.StorageOffer> offers) {
        return String.join(
                ", ", offers.stream().map(ClusterSurvey.StorageOffer::name).toList());
    }

    static Finding routing(ClusterSurvey.Routing routing) {
        List<String> ways = new ArrayList<>();
        if (!routing.ingressClasses().isEmpty()) {
            ways.add("ingress class " + String.join(", ", routing.ingressClasses()));
        }
        if (!routing.gatewayClasses().isEmpty()) {
            ways.add("gateway class " + String.join(", ", routing.gatewayClasses()));
        }
        RouteOffer offer = routing.offer();
        if (offer != null) {
            return published(offer, routing);
        }
        return ways.isEmpty()
                ? ROUTING.amber(
                        "There is neither an ingress class nor a gateway class: models answer inside the cluster only.",
                        "Install an ingress controller or a gateway, if applications outside the cluster call models.")
                : ROUTING.green(
                        "Ways in: %s; endpoints are not published through them.".formatted(String.join("; ", ways)));
    }

    private static Finding published(RouteOffer offer, ClusterSurvey.Routing routing) {
        RouteOffer.Gateway gateway = offer.gateway();
        if (gateway == null && !routing.ingressClasses().contains(offer.ingressClass())) {
            return ROUTING.amber(
                    "Endpoints are to be published below %s by the ingress class %s, which is not there."
                            .formatted(offer.domain(), offer.ingressClass()),
                    "Install its controller, or correct SEXTANT_DEPLOYER_OFFERS_ROUTES_INGRESS_CLASS of the deployer.");
        }
        String way = gateway == null
                ? "ingress class " + offer.ingressClass()
                : "gateway " + gateway.namespace() + "/" + gateway.name();
        return routing.offerServed()
                ? ROUTING.green("Endpoints are published below %s by %s.".formatted(offer.domain(), way))
                : ROUTING.amber(
                        "Endpoints are to be published below %s by %s, but the API server does not know its routes."
                                .formatted(offer.domain(), way),
                        "Install the Gateway API's kinds, or unset SEXTANT_DEPLOYER_OFFERS_ROUTES_DOMAIN of the deployer.");
    }

    static Finding autoscaling(ClusterSurvey.Metrics metrics) {
        if (metrics.kedaScales()) {
            return AUTOSCALING_METRICS.green(
                    "KEDA scales by the requests in flight that %s knows.".formatted(metrics.prometheus()));
        }
        if (!metrics.customMetrics()) {
            return AUTOSCALING_METRICS.amber(
                    "Autoscalers find no metrics of pods%s: deployments are planned with a fixed number of replicas."
                            .formatted(metrics.trouble().isEmpty() ? "" : " (" + metrics.trouble() + ")"),
                    "Install Prometheus and its adapter with the rules of the operating guide.");
        }
        List<String> wanted = Stream.of(MetricFamily.values())
                .map(MetricFamily::requestsInFlight)
                .toList();
        return wanted.stream().anyMatch(metrics.podMetrics()::contains)
                ? AUTOSCALING_METRICS.green("Autoscalers find the requests in flight of each replica.")
                : AUTOSCALING_METRICS.amber(
                        "The metrics adapter lists none of %s yet, which an adapter does once a model is served."
                                .formatted(String.join(", ", wanted)),
                        "If a model is served: give the adapter the rules of the operating guide.");
    }

    /** NIMServices ask for a monitor only where its kind is there, since the operator fails them elsewhere. */
    static Finding serviceMonitor(ClusterSurvey.Metrics metrics) {
        return metrics.serviceMonitors()
                ? SERVICE_MONITOR.green("ServiceMonitors are served%s."
                        .formatted(metrics.scaledObjects() ? ", and KEDA's ScaledObjects" : ""))
                : SERVICE_MONITOR.amber(
                        "The API server does not know ServiceMonitors: models are deployed without one, and Prometheus does not find them by itself.",
                        "Install the Prometheus Operator, or have Prometheus scrape /v1/metrics of the pods with a label sextant.io/deployment.");
    }
}
