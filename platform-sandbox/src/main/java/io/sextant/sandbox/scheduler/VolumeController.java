package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Controller;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.fault.FaultBoard;
import io.sextant.sandbox.fault.FaultKind;
import java.time.Instant;
import java.util.Optional;

/** Provisions and binds the volumes that claims ask for. */
public final class VolumeController implements Controller {
    private static final String COMPONENT = "persistentvolume-controller";
    /** Storage classes with this annotation provide volumes for many nodes. */
    public static final String SHARED = "sandbox.sextant.io/shared";

    private final FaultBoard board;

    public VolumeController(FaultBoard board) {
        this.board = board;
    }

    @Override
    public void decide(ClusterSnapshot cluster, Instant now, Decision decision) {
        for (PersistentVolumeClaim claim : cluster.claims()) {
            if (!Volumes.isBound(claim)) {
                bind(claim, cluster, decision);
            }
        }
    }

    private void bind(PersistentVolumeClaim claim, ClusterSnapshot cluster, Decision decision) {
        Optional<String> obstacle = obstacle(claim, cluster);
        boolean pending =
                claim.getStatus() != null && "Pending".equals(claim.getStatus().getPhase());
        if (obstacle.isEmpty()) {
            provide(claim, decision);
        } else if (!pending) {
            decision.add(new Change.UpdateStatus(new PersistentVolumeClaimBuilder(claim)
                    .withNewStatus()
                    .withPhase("Pending")
                    .endStatus()
                    .build()));
            boolean patient = !isFull(claim)
                    && Volumes.storageClass(claim, cluster).isPresent()
                    && Volumes.waitsForConsumer(claim, cluster)
                    && accessModesFit(claim, cluster);
            decision.add(new Change.Note(
                    claim,
                    !patient,
                    COMPONENT,
                    patient ? "WaitForFirstConsumer" : "ProvisioningFailed",
                    obstacle.get()));
        }
    }

    private Optional<String> obstacle(PersistentVolumeClaim claim, ClusterSnapshot cluster) {
        Optional<StorageClass> storage = Volumes.storageClass(claim, cluster);
        if (storage.isEmpty()) {
            String name = claim.getSpec().getStorageClassName();
            return Optional.of(
                    name == null
                            ? "no persistent volumes available for this claim and no storage class is set"
                            : "storageclass.storage.k8s.io \"" + name + "\" not found");
        }
        if (!accessModesFit(claim, cluster)) {
            return Optional.of("failed to provision volume with StorageClass \""
                    + storage.get().getMetadata().getName() + "\": access modes "
                    + claim.getSpec().getAccessModes() + " are not supported");
        }
        if (isFull(claim)) {
            return Optional.of("failed to provision volume with StorageClass \""
                    + storage.get().getMetadata().getName()
                    + "\": rpc error: code = ResourceExhausted desc = insufficient capacity on the storage backend");
        }
        if (Volumes.waitsForConsumer(claim, cluster) && !hasConsumer(claim, cluster)) {
            return Optional.of("waiting for first consumer to be created before binding");
        }
        return Optional.empty();
    }

    private boolean isFull(PersistentVolumeClaim claim) {
        return board.holds(
                FaultKind.VOLUME_PENDING,
                claim.getMetadata().getNamespace(),
                claim.getMetadata().getName());
    }

    private static boolean accessModesFit(PersistentVolumeClaim claim, ClusterSnapshot cluster) {
        boolean shared = Volumes.storageClass(claim, cluster)
                .map(storage -> storage.getMetadata().getAnnotations())
                .filter(annotations -> "true".equals(annotations.get(SHARED)))
                .isPresent();
        return shared || claim.getSpec().getAccessModes().stream().allMatch(mode -> mode.startsWith("ReadWriteOnce"));
    }

    private static boolean hasConsumer(PersistentVolumeClaim claim, ClusterSnapshot cluster) {
        return cluster.pods().stream()
                .anyMatch(pod -> pod.getSpec().getNodeName() != null
                        && Volumes.claims(pod, cluster).contains(claim));
    }

    private static void provide(PersistentVolumeClaim claim, Decision decision) {
        String volume = "pvc-" + claim.getMetadata().getUid();
        if (claim.getSpec().getVolumeName() == null) {
            decision.add(new Change.Update(new PersistentVolumeClaimBuilder(claim)
                    .editSpec()
                    .withVolumeName(volume)
                    .endSpec()
                    .build()));
            return;
        }
        PersistentVolumeClaimStatus status = new PersistentVolumeClaimStatus();
        status.setPhase("Bound");
        status.setAccessModes(claim.getSpec().getAccessModes());
        status.setCapacity(claim.getSpec().getResources().getRequests());
        decision.add(new Change.UpdateStatus(
                new PersistentVolumeClaimBuilder(claim).withStatus(status).build()));
        decision.add(new Change.Note(
                claim, false, COMPONENT, "ProvisioningSucceeded", "Successfully provisioned volume " + volume));
    }
}
