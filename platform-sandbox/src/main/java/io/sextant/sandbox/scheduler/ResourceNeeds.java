package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Amounts by resource name: what a pod asks for, or what a node has left. */
record ResourceNeeds(Map<String, BigDecimal> amounts) {
    private static final String PODS = "pods";

    ResourceNeeds {
        amounts = Map.copyOf(amounts);
    }

    /** The requests of all containers, where a missing request is the limit, and one pod. */
    static ResourceNeeds of(Pod pod) {
        Map<String, BigDecimal> sum = new HashMap<>();
        sum.put(PODS, BigDecimal.ONE);
        for (Container container : pod.getSpec().getContainers()) {
            if (container.getResources() == null) {
                continue;
            }
            Map<String, Quantity> requests = new HashMap<>();
            if (container.getResources().getLimits() != null) {
                requests.putAll(container.getResources().getLimits());
            }
            if (container.getResources().getRequests() != null) {
                requests.putAll(container.getResources().getRequests());
            }
            requests.forEach((name, quantity) -> sum.merge(name, quantity.getNumericalAmount(), BigDecimal::add));
        }
        return new ResourceNeeds(sum);
    }

    /** What a node can give to pods. */
    static ResourceNeeds allocatable(Node node) {
        Map<String, BigDecimal> all = new HashMap<>();
        node.getStatus().getAllocatable().forEach((name, quantity) -> all.put(name, quantity.getNumericalAmount()));
        return new ResourceNeeds(all);
    }

    /** What is left once {@code taken} is taken. */
    ResourceNeeds without(ResourceNeeds taken) {
        Map<String, BigDecimal> left = new HashMap<>(amounts);
        taken.amounts.forEach((name, amount) -> left.merge(name, amount.negate(), BigDecimal::add));
        return new ResourceNeeds(left);
    }

    BigDecimal amount(String name) {
        return amounts.getOrDefault(name, BigDecimal.ZERO);
    }

    /** Names of the resources that {@code free} has too little of, sorted. */
    List<String> missingFrom(ResourceNeeds free) {
        return List.copyOf(new TreeMap<>(amounts)
                .entrySet().stream()
                        .filter(need -> need.getValue().signum() > 0
                                && need.getValue().compareTo(free.amount(need.getKey())) > 0)
                        .map(Map.Entry::getKey)
                        .toList());
    }
}
