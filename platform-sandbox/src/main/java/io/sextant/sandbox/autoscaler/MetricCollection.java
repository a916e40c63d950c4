package io.sextant.sandbox.autoscaler;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricStatus;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricStatusBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricTarget;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricValueStatus;
import io.fabric8.kubernetes.api.model.autoscaling.v2.ObjectMetricSource;
import io.fabric8.kubernetes.api.model.autoscaling.v2.PodsMetricSource;
import io.sextant.sandbox.control.ClusterSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks each metric of an autoscaler how many replicas it wants, and keeps what was read for the status. */
final class MetricCollection {
    private final ClusterSnapshot cluster;
    private final String namespace;
    private final TargetPods target;
    private final ReplicaCalculation calculation;
    private final Map<String, Map<String, Double>> readings;
    private final List<MetricDemand> demands = new ArrayList<>();
    private final List<MetricStatus> statuses = new ArrayList<>();

    MetricCollection(
            ClusterSnapshot cluster,
            String namespace,
            TargetPods target,
            ReplicaCalculation calculation,
            Map<String, Map<String, Double>> readings) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.target = target;
        this.calculation = calculation;
        this.readings = readings;
    }

    /** Without a metric the API server would set the use of processors, which no NIM is scaled by. */
    MetricCollection ask(List<MetricSpec> metrics) {
        if (metrics.isEmpty()) {
            unavailable(
                    "FailedGetResourceMetric", "failed to get cpu utilization: unable to get metrics for resource cpu");
        }
        metrics.forEach(this::ask);
        return this;
    }

    List<MetricDemand> demands() {
        return List.copyOf(demands);
    }

    List<MetricStatus> statuses() {
        return List.copyOf(statuses);
    }

    private void ask(MetricSpec metric) {
        switch (metric.getType()) {
            case "Pods" -> pods(metric.getPods());
            case "Object" -> object(metric.getObject());
            case "External" ->
                unavailable(
                        "FailedGetExternalMetric", "unable to get external metric: the cluster has no such metrics");
            default ->
                unavailable(
                        "FailedGetResourceMetric",
                        "failed to get resource metric: unable to get metrics: the cluster has no metrics server");
        }
    }

    private void pods(PodsMetricSource source) {
        String name = source.getMetric().getName();
        Map<String, Double> values = readings.getOrDefault(name, Map.of());
        List<PodSample> samples = target.samples(values);
        if (ReplicaCalculation.usage(samples).isEmpty()) {
            unavailable(
                    "FailedGetPodsMetric",
                    "failed to get pods metric value: unable to get metric " + name
                            + ": no metrics returned from custom metrics API");
            return;
        }
        ReplicaCalculation.Result result =
                calculation.perPod(samples, number(source.getTarget().getAverageValue()));
        demands.add(new MetricDemand.Replicas("pods metric " + name, result.replicas(), result.usage()));
        statuses.add(new MetricStatusBuilder()
                .withType("Pods")
                .withNewPods()
                .withMetric(source.getMetric())
                .withCurrent(new MetricValueStatus(null, quantity(result.usage()), null))
                .endPods()
                .build());
    }

    private void object(ObjectMetricSource source) {
        String name = source.getMetric().getName();
        String kind = source.getDescribedObject().getKind();
        Map<String, Double> values = readings.getOrDefault(name, Map.of());
        Optional<Service> service = kind.equals("Service")
                ? cluster.find(
                        ClusterSnapshot::services,
                        namespace,
                        source.getDescribedObject().getName())
                : Optional.empty();
        Optional<TargetPods> behind =
                service.map(found -> TargetPods.of(cluster, found)).filter(pods -> pods.any(values));
        if (behind.isEmpty()) {
            unavailable(
                    "FailedGetObjectMetric",
                    "failed to get object metric value: unable to get metric " + name + ": " + kind + " on " + namespace
                            + " " + source.getDescribedObject().getName()
                            + "/no metrics returned from custom metrics API");
            return;
        }
        double usage = behind.get().sum(values);
        demands.add(new MetricDemand.Replicas(kind + " metric " + name, replicas(usage, source.getTarget()), usage));
        boolean whole = source.getTarget().getType().equals("Value");
        double perReplica = usage / Math.max(1, calculation.current());
        statuses.add(new MetricStatusBuilder()
                .withType("Object")
                .withNewObject()
                .withMetric(source.getMetric())
                .withDescribedObject(source.getDescribedObject())
                .withCurrent(
                        whole
                                ? new MetricValueStatus(null, null, quantity(usage))
                                : new MetricValueStatus(null, quantity(perReplica), null))
                .endObject()
                .build());
    }

    private int replicas(double usage, MetricTarget wanted) {
        return wanted.getType().equals("Value")
                ? calculation.whole(usage, number(wanted.getValue()), target.ready())
                : calculation.wholePerReplica(usage, number(wanted.getAverageValue()));
    }

    private void unavailable(String reason, String message) {
        demands.add(new MetricDemand.Unknown(reason, message));
    }

    private static double number(Quantity quantity) {
        return quantity.getNumericalAmount().doubleValue();
    }

    /** In thousandths where it is not whole, as Kubernetes writes it. */
    private static Quantity quantity(double value) {
        long thousandths = Math.round(value * 1000);
        return new Quantity(
                thousandths % 1000 == 0 ? Long.toString(thousandths / 1000) : Long.toString(thousandths) + "m");
    }
}
