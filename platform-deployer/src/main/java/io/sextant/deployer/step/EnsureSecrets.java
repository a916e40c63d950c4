package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.SecretView;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The secrets a deployment names are copied into its namespace, and again when the originals change. */
public final class EnsureSecrets implements ReconcileStep<Wanted.Serving> {
    private final String systemNamespace;

    EnsureSecrets(String systemNamespace) {
        this.systemNamespace = systemNamespace;
    }

    @Override
    public ConditionType aspect() {
        return ConditionType.SECRETS_READY;
    }

    @Override
    public StepOutcome decide(Wanted.Serving wanted, Snapshot snapshot, Instant now) {
        List<String> names = wanted.desired().secretNames();
        List<String> missing = names.stream()
                .filter(name -> snapshot.secret(systemNamespace, name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            return new StepOutcome.Fail(
                    ConditionReason.SOURCE_SECRET_MISSING,
                    "The cluster's operators must first create the secret %s in the namespace %s."
                            .formatted(String.join(", ", missing), systemNamespace));
        }
        List<String> absent = names.stream()
                .filter(name -> snapshot.secret(wanted.namespace(), name).isEmpty())
                .toList();
        List<ClusterAction> copies = names.stream()
                .filter(name -> !mirrored(name, wanted.namespace(), snapshot))
                .<ClusterAction>map(name -> new ClusterAction.CopySecret(name, systemNamespace, wanted.namespace()))
                .toList();
        if (!absent.isEmpty()) {
            return new StepOutcome.Apply(copies, ConditionReason.APPLIED, "The secrets are being copied.");
        }
        String message = "The secrets are in the namespace.";
        return copies.isEmpty() ? new StepOutcome.Proceed(message) : new StepOutcome.Repair(copies, message);
    }

    private boolean mirrored(String name, String namespace, Snapshot snapshot) {
        Optional<SecretView> source = snapshot.secret(systemNamespace, name);
        return snapshot.secret(namespace, name)
                .filter(copy -> source.filter(copy::mirrors).isPresent())
                .isPresent();
    }
}
