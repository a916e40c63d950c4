package io.sextant.api.cluster.preflight;

import io.sextant.contract.observed.ClusterSurvey;
import java.util.List;
import java.util.Set;

/** Whether a storage class provides volumes that several nodes may write: without, all replicas must be on one node. */
public enum SharedVolumes {
    YES,
    NO,
    UNKNOWN;

    private static final String MODE = "ReadWriteMany";

    private static final Set<String> SHARING = Set.of(
            "beegfs.csi.netapp.com",
            "cephfs.csi.ceph.com",
            "csi.juicefs.com",
            "csi.weka.io",
            "driver.longhorn.io",
            "efs.csi.aws.com",
            "file.csi.azure.com",
            "filestore.csi.storage.gke.io",
            "fsx.csi.aws.com",
            "kubernetes.io/azure-file",
            "lustre.csi.storage.gke.io",
            "nfs.csi.k8s.io",
            "spectrumscale.csi.ibm.com");

    private static final Set<String> EXCLUSIVE = Set.of(
            "cinder.csi.openstack.org",
            "disk.csi.azure.com",
            "ebs.csi.aws.com",
            "kubernetes.io/aws-ebs",
            "kubernetes.io/azure-disk",
            "kubernetes.io/gce-pd",
            "kubernetes.io/no-provisioner",
            "local.csi.openebs.io",
            "pd.csi.storage.gke.io",
            "rancher.io/local-path",
            "rbd.csi.ceph.com",
            "topolvm.io");

    /** Ceph's operator puts its namespace before the driver's name. */
    private static final List<String> SHARING_SUFFIXES =
            List.of(".cephfs.csi.ceph.com", "nfs-subdir-external-provisioner");

    private static final String EXCLUSIVE_SUFFIX = ".rbd.csi.ceph.com";

    /** What its administrator states, else what is known of its provisioner. */
    static SharedVolumes of(ClusterSurvey.StorageOffer offer) {
        String provisioner = offer.provisioner();
        if (!offer.accessModes().isEmpty()) {
            return offer.accessModes().contains(MODE) ? YES : NO;
        }
        if (SHARING.contains(provisioner) || SHARING_SUFFIXES.stream().anyMatch(provisioner::endsWith)) {
            return YES;
        }
        return EXCLUSIVE.contains(provisioner) || provisioner.endsWith(EXCLUSIVE_SUFFIX) ? NO : UNKNOWN;
    }
}
