package io.sextant.deployer.intent;

import io.sextant.contract.SextantLabels;
import io.sextant.contract.desired.DesiredDeployment;
import io.sextant.contract.desired.DesiredNamespace;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.ObjectTree;
import java.util.LinkedHashMap;
import java.util.Map;

/** The labels and annotations that say whose an applied object is, put on by the deployer whatever the manifest has. */
final class OwnerStamp {
    private final String namespace;
    private final Map<String, String> labels;
    private final Map<String, String> annotations;

    private OwnerStamp(String namespace, Map<String, String> labels, Map<String, String> annotations) {
        this.namespace = namespace;
        this.labels = labels;
        this.annotations = annotations;
    }

    static OwnerStamp ofNamespace(String cluster, DesiredNamespace desired) {
        return new OwnerStamp(
                desired.name(),
                Map.of(SextantLabels.MANAGED_BY, SextantLabels.MANAGER, SextantLabels.TEAM, desired.team()),
                Map.of(SextantLabels.CLUSTER, cluster));
    }

    static OwnerStamp ofDeployment(String cluster, DesiredDeployment desired) {
        return ofDeployment(cluster, desired, desired.generation());
    }

    /** Of a deployment as an earlier generation wanted it. */
    static OwnerStamp ofDeployment(String cluster, DesiredDeployment desired, long generation) {
        return new OwnerStamp(
                desired.namespace(),
                Map.of(
                        SextantLabels.MANAGED_BY,
                        SextantLabels.MANAGER,
                        SextantLabels.DEPLOYMENT,
                        desired.id().toString()),
                Map.of(SextantLabels.CLUSTER, cluster, SextantLabels.GENERATION, Long.toString(generation)));
    }

    AdmittedManifest on(AppliedKind kind, ObjectTree manifest) {
        ObjectTree stamped = manifest.without("status")
                .with(merged(manifest, labels, "labels"), "metadata", "labels")
                .with(merged(manifest, annotations, "annotations"), "metadata", "annotations");
        if (kind.namespaced()) {
            stamped = stamped.with(namespace, "metadata", "namespace");
        }
        ObjectTree digested =
                stamped.with(digestOf(kind, stamped), "metadata", "annotations", SextantLabels.MANIFEST_DIGEST);
        return new AdmittedManifest(
                kind,
                ObjectRef.of(kind, namespace, stamped.text("metadata", "name").orElse("")),
                digested);
    }

    /** A NIMCache may be shared by deployments, so its digest leaves out whose it is. */
    private static String digestOf(AppliedKind kind, ObjectTree stamped) {
        return ManifestDigest.of(
                kind == AppliedKind.NIM_CACHE
                        ? ObjectTree.of(Map.of("spec", stamped.at("spec").orElse(Map.of())))
                        : stamped);
    }

    private static Map<String, String> merged(ObjectTree manifest, Map<String, String> stamp, String field) {
        Map<String, String> all = new LinkedHashMap<>(manifest.texts("metadata", field));
        all.putAll(stamp);
        return all;
    }
}
