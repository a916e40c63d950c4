package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.sextant.sandbox.control.ClusterSnapshot;
import java.util.List;
import java.util.Optional;

/** What a pod's volumes mean for where and when it may run. */
final class Volumes {
    static final String WAIT_FOR_CONSUMER = "WaitForFirstConsumer";

    private Volumes() {}

    /** Claims that a pod mounts and that exist. */
    static List<PersistentVolumeClaim> claims(Pod pod, ClusterSnapshot cluster) {
        return claimNames(pod).stream()
                .flatMap(name ->
                        cluster.find(ClusterSnapshot::claims, pod.getMetadata().getNamespace(), name).stream())
                .toList();
    }

    /** Why a pod cannot be scheduled for the sake of its volumes, in Kubernetes' words. */
    static Optional<String> obstacle(Pod pod, ClusterSnapshot cluster) {
        for (String name : claimNames(pod)) {
            Optional<PersistentVolumeClaim> claim =
                    cluster.find(ClusterSnapshot::claims, pod.getMetadata().getNamespace(), name);
            if (claim.isEmpty()) {
                return Optional.of("persistentvolumeclaim \"" + name + "\" not found");
            }
            if (!isBound(claim.get()) && !waitsForConsumer(claim.get(), cluster)) {
                return Optional.of("pod has unbound immediate PersistentVolumeClaims");
            }
        }
        return Optional.empty();
    }

    /** The claim that another node's pod holds and that only one node may mount. */
    static Optional<PersistentVolumeClaim> heldElsewhere(Pod pod, ClusterSnapshot cluster) {
        return claims(pod, cluster).stream()
                .filter(claim ->
                        claim.getSpec().getAccessModes().stream().allMatch(mode -> mode.startsWith("ReadWriteOnce")))
                .filter(claim -> cluster.pods().stream().anyMatch(other -> holds(other, claim, pod)))
                .findFirst();
    }

    static boolean isBound(PersistentVolumeClaim claim) {
        return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
    }

    static boolean waitsForConsumer(PersistentVolumeClaim claim, ClusterSnapshot cluster) {
        return storageClass(claim, cluster)
                .map(StorageClass::getVolumeBindingMode)
                .filter(WAIT_FOR_CONSUMER::equals)
                .isPresent();
    }

    /** The class a claim names, or the default class. */
    static Optional<StorageClass> storageClass(PersistentVolumeClaim claim, ClusterSnapshot cluster) {
        String name = claim.getSpec().getStorageClassName();
        return cluster.storageClasses().stream()
                .filter(candidate -> name == null
                        ? isDefault(candidate)
                        : candidate.getMetadata().getName().equals(name))
                .findFirst();
    }

    private static boolean isDefault(StorageClass candidate) {
        return candidate.getMetadata().getAnnotations() != null
                && "true"
                        .equals(candidate
                                .getMetadata()
                                .getAnnotations()
                                .get("storageclass.kubernetes.io/is-default-class"));
    }

    private static boolean holds(Pod other, PersistentVolumeClaim claim, Pod wanting) {
        return other.getMetadata().getNamespace().equals(wanting.getMetadata().getNamespace())
                && !other.getMetadata().getUid().equals(wanting.getMetadata().getUid())
                && other.getSpec().getNodeName() != null
                && !other.getSpec().getNodeName().equals(wanting.getSpec().getNodeName())
                && Pods.firstContainer(other).isPresent()
                && PodState.hasVolumes(other)
                && !Pods.hasEnded(other)
                && claimNames(other).contains(claim.getMetadata().getName());
    }

    private static List<String> claimNames(Pod pod) {
        return pod.getSpec().getVolumes().stream()
                .map(Volume::getPersistentVolumeClaim)
                .filter(source -> source != null)
                .map(source -> source.getClaimName())
                .toList();
    }
}
