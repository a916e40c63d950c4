package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a node may run a pod, and why not in the words of the Kubernetes scheduler. */
final class NodeFit {
    private static final Taint CORDON = new Taint("NoSchedule", "node.kubernetes.io/unschedulable", null, null);

    private NodeFit() {}

    /** The reasons of the first check that fails; empty when the pod may run there. */
    static List<String> obstacles(Pod pod, ResourceNeeds needs, Node node, NodeLoads loads) {
        if (Boolean.TRUE.equals(node.getSpec().getUnschedulable()) && !tolerates(pod, CORDON)) {
            return List.of("node(s) were unschedulable");
        }
        Optional<Taint> taint = untolerated(pod, node);
        if (taint.isPresent()) {
            return List.of("node(s) had untolerated taint {" + taint.get().getKey() + ": "
                    + orEmpty(taint.get().getValue()) + "}");
        }
        if (!selected(pod, node)) {
            return List.of("node(s) didn't match Pod's node affinity/selector");
        }
        return needs.missingFrom(loads.free(node)).stream()
                .map(name -> name.equals("pods") ? "Too many pods" : "Insufficient " + name)
                .toList();
    }

    private static Optional<Taint> untolerated(Pod pod, Node node) {
        return node.getSpec().getTaints().stream()
                .filter(taint -> !"PreferNoSchedule".equals(taint.getEffect()))
                .filter(taint -> !tolerates(pod, taint))
                .findFirst();
    }

    private static boolean tolerates(Pod pod, Taint taint) {
        return pod.getSpec().getTolerations().stream().anyMatch(toleration -> tolerates(toleration, taint));
    }

    private static boolean tolerates(Toleration toleration, Taint taint) {
        if (!orEmpty(toleration.getEffect()).isEmpty()
                && !toleration.getEffect().equals(taint.getEffect())) {
            return false;
        }
        boolean anyValue = "Exists".equals(toleration.getOperator());
        if (orEmpty(toleration.getKey()).isEmpty()) {
            return anyValue;
        }
        return toleration.getKey().equals(taint.getKey())
                && (anyValue || orEmpty(toleration.getValue()).equals(orEmpty(taint.getValue())));
    }

    private static boolean selected(Pod pod, Node node) {
        Map<String, String> labels = node.getMetadata().getLabels();
        Map<String, String> selector = pod.getSpec().getNodeSelector();
        if (selector != null && !labels.entrySet().containsAll(selector.entrySet())) {
            return false;
        }
        if (pod.getSpec().getAffinity() == null
                || pod.getSpec().getAffinity().getNodeAffinity() == null
                || pod.getSpec().getAffinity().getNodeAffinity().getRequiredDuringSchedulingIgnoredDuringExecution()
                        == null) {
            return true;
        }
        return pod
                .getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms()
                .stream()
                .anyMatch(term -> matches(term, node));
    }

    private static boolean matches(NodeSelectorTerm term, Node node) {
        boolean saysSomething =
                !term.getMatchExpressions().isEmpty() || !term.getMatchFields().isEmpty();
        return saysSomething
                && term.getMatchExpressions().stream()
                        .allMatch(need ->
                                matches(need, node.getMetadata().getLabels().get(need.getKey())))
                && term.getMatchFields().stream()
                        .allMatch(need -> matches(need, node.getMetadata().getName()));
    }

    private static boolean matches(NodeSelectorRequirement need, @Nullable String value) {
        return switch (need.getOperator()) {
            case "In" -> value != null && need.getValues().contains(value);
            case "NotIn" -> value == null || !need.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" ->
                value != null && number(value) > number(need.getValues().getFirst());
            case "Lt" ->
                value != null && number(value) < number(need.getValues().getFirst());
            default -> false;
        };
    }

    private static long number(String text) {
        return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
