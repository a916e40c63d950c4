package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many pods each ReplicaSet of a Deployment should have next.
 *
 * @param fresh pods of the current template
 * @param old pods of earlier templates, by ReplicaSet name
 */
record Rollout(int fresh, Map<String, Integer> old) {
    Rollout {
        old = Map.copyOf(old);
    }

    /**
     * One ReplicaSet as it is.
     *
     * @param replicas that it should have
     * @param available pods of it that serve
     */
    record Generation(String name, int replicas, int available) {}

    /**
     * The next step of a rolling update.
     *
     * @param desired pods in the end
     * @param surge pods allowed above {@code desired} meanwhile
     * @param unavailable pods of {@code desired} that may be missing meanwhile; at least 1 when there is no surge
     * @param current the ReplicaSet of the current template
     * @param earlier all others by name
     */
    static Rollout next(int desired, int surge, int unavailable, Generation current, Map<String, Generation> earlier) {
        int oldReplicas =
                earlier.values().stream().mapToInt(Generation::replicas).sum();
        int available = current.available()
                + earlier.values().stream().mapToInt(Generation::available).sum();
        int room = Math.max(0, desired + surge - oldReplicas);
        int fresh = Math.min(desired, Math.max(Math.min(current.replicas(), desired), room));
        Map<String, Integer> old = new TreeMap<>();
        int spare = Math.max(0, available - (desired - unavailable));
        for (Generation generation : new TreeMap<>(earlier).values()) {
            int idle = Math.max(0, generation.replicas() - generation.available());
            int down = Math.min(spare, generation.replicas() - idle);
            spare -= down;
            old.put(generation.name(), generation.replicas() - idle - down);
        }
        return new Rollout(fresh, old);
    }

    static int surge(Deployment deployment, int desired) {
        RollingUpdateDeployment limits = limits(deployment);
        return limits == null ? 0 : count(limits.getMaxSurge(), desired, true);
    }

    static int unavailable(Deployment deployment, int desired) {
        RollingUpdateDeployment limits = limits(deployment);
        int count = limits == null ? desired : count(limits.getMaxUnavailable(), desired, false);
        return count == 0 && surge(deployment, desired) == 0 ? 1 : count;
    }

    private static @Nullable RollingUpdateDeployment limits(Deployment deployment) {
        return deployment.getSpec().getStrategy() == null
                ? null
                : deployment.getSpec().getStrategy().getRollingUpdate();
    }

    private static int count(@Nullable IntOrString limit, int desired, boolean up) {
        if (limit == null) {
            return 0;
        }
        if (limit.getIntVal() != null) {
            return limit.getIntVal();
        }
        double share = Double.parseDouble(limit.getStrVal().replace("%", "")) / 100 * desired;
        return (int) (up ? Math.ceil(share) : Math.floor(share));
    }
}
