package io.sextant.deployer.report;

import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.step.Judgement;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Since when each condition has its status, and until when each deployment served.
 *
 * <p>Kept in memory: after a restart of the deployer a condition's time is that of the first look.
 */
public final class ConditionHistory {
    private final Map<UUID, Map<ConditionType, Condition>> latest = new HashMap<>();
    private final Map<UUID, Instant> servedUntil = new HashMap<>();

    /** The conditions of a deployment, whose times move only when their status does. */
    public List<Condition> record(UUID deployment, List<Judgement> judgements, Instant now) {
        Map<ConditionType, Condition> former = latest.getOrDefault(deployment, Map.of());
        Map<ConditionType, Condition> conditions = new EnumMap<>(ConditionType.class);
        judgements.forEach(judgement -> conditions.put(judgement.type(), dated(judgement, former, now)));
        latest.put(deployment, conditions);
        Condition replicas = conditions.get(ConditionType.REPLICAS_READY);
        if (replicas != null && replicas.status() == ConditionStatus.TRUE) {
            servedUntil.put(deployment, now);
        }
        return List.copyOf(conditions.values());
    }

    /** When each deployment's replicas were last all ready. */
    public Map<UUID, Instant> servedUntil() {
        return Map.copyOf(servedUntil);
    }

    /** Forgets deployments other than these. */
    public void keepOnly(Set<UUID> deployments) {
        latest.keySet().retainAll(deployments);
        servedUntil.keySet().retainAll(deployments);
    }

    private static Condition dated(Judgement judgement, Map<ConditionType, Condition> former, Instant now) {
        Condition before = former.get(judgement.type());
        Instant changedAt = before != null && before.status() == judgement.status() ? before.changedAt() : now;
        return new Condition(judgement.type(), judgement.status(), judgement.reason(), judgement.message(), changedAt);
    }
}
