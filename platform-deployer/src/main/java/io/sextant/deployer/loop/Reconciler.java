package io.sextant.deployer.loop;

import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ReplicaInterval;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.AdmissionPolicy;
import io.sextant.deployer.intent.Intent;
import io.sextant.deployer.intent.Wanted;
import io.sextant.deployer.report.ConditionHistory;
import io.sextant.deployer.report.Observation;
import io.sextant.deployer.report.RepairLog;
import io.sextant.deployer.report.ReplicaLedger;
import io.sextant.deployer.step.ClusterAction;
import io.sextant.deployer.step.EnsureNamespace;
import io.sextant.deployer.step.OrphanRemoval;
import io.sextant.deployer.step.Reconciliation;
import io.sextant.deployer.step.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One run over all of desired and observed: what to write, and what to report. It remembers only what it reported. */
public final class Reconciler {
    private final Reconciliation reconciliation;
    private final OrphanRemoval orphans;
    private final EnsureNamespace namespaces = new EnsureNamespace();
    private final ConditionHistory history = new ConditionHistory();
    private final ReplicaLedger ledger = new ReplicaLedger();
    private final RepairLog repairs = new RepairLog();

    public Reconciler(AdmissionPolicy policy, Duration orphanGrace) {
        this.reconciliation = new Reconciliation(policy);
        this.orphans = new OrphanRemoval(policy.cluster(), orphanGrace);
    }

    /** When each deployment's replicas were last all ready. */
    Map<UUID, Instant> servedUntil() {
        return history.servedUntil();
    }

    /** The platform has these; ended replicas in them need not be reported again. */
    void acknowledged(List<DeploymentObservation> observations) {
        observations.forEach(observation -> ledger.acknowledge(observation.deploymentId(), observation.replicas()));
    }

    /** The outcome of one run: batches that may run side by side, the actions of one in their order. */
    record Run(List<List<ClusterAction>> batches, List<DeploymentObservation> observations) {}

    Run run(Intent intent, Snapshot snapshot, Instant now) {
        Set<UUID> present = intent.deployments().stream().map(Wanted::id).collect(Collectors.toSet());
        history.keepOnly(present);
        ledger.keepOnly(present);
        repairs.keepOnly(present);
        List<List<ClusterAction>> batches = new ArrayList<>();
        intent.namespaces()
                .forEach(namespace ->
                        batches.add(namespaces.decide(namespace, snapshot).writes()));
        List<DeploymentObservation> observations = new ArrayList<>();
        for (Wanted wanted : intent.deployments()) {
            Verdict verdict = reconciliation.decide(wanted, snapshot, now);
            batches.addAll(verdict.batches());
            repairs.record(wanted.id(), verdict.batches(), now);
            observations.add(observe(wanted, verdict, snapshot, now));
        }
        orphans.decide(intent, snapshot, now).forEach(removal -> batches.add(List.of(removal)));
        return new Run(batches.stream().filter(batch -> !batch.isEmpty()).toList(), observations);
    }

    private DeploymentObservation observe(Wanted wanted, Verdict verdict, Snapshot snapshot, Instant now) {
        List<Condition> conditions = history.record(wanted.id(), verdict.judgements(), now);
        List<ReplicaInterval> replicas = ledger.record(wanted, snapshot);
        return Observation.of(wanted, snapshot, conditions, replicas, repairs.of(wanted.id(), now), verdict.gone());
    }
}
