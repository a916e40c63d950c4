package io.sextant.deployer.intent;

import io.sextant.contract.SextantLabels;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.ObjectTree;
import java.util.Objects;

/**
 * A manifest that passed the deployer's guards, stamped with its owner.
 *
 * <p>Only this package makes one, so what can be applied at all has passed.
 */
public final class AdmittedManifest {
    private final AppliedKind kind;
    private final ObjectRef ref;
    private final ObjectTree tree;

    AdmittedManifest(AppliedKind kind, ObjectRef ref, ObjectTree tree) {
        this.kind = kind;
        this.ref = ref;
        this.tree = tree;
    }

    public AppliedKind kind() {
        return kind;
    }

    public ObjectRef ref() {
        return ref;
    }

    /** The complete object to apply. */
    public ObjectTree tree() {
        return tree;
    }

    /**
     * The NIMService at its fewest replicas, without its autoscaler: Kubernetes does not scale a Deployment that stands at
     * zero, and the operator leaves replicas alone where an autoscaler decides.
     */
    public AdmittedManifest withoutAutoscaler() {
        int fewest = tree.integer("spec", "scale", "hpa", "minReplicas").orElse(1);
        ObjectTree fixed = tree.with(false, "spec", "scale", "enabled")
                .with(fewest, "spec", "replicas")
                .without("metadata", "annotations", SextantLabels.MANIFEST_DIGEST);
        return new AdmittedManifest(
                kind,
                ref,
                fixed.with(ManifestDigest.of(fixed), "metadata", "annotations", SextantLabels.MANIFEST_DIGEST));
    }

    /** Whether an autoscaler decides about its replicas. */
    public boolean autoscaled() {
        return tree.text("spec", "scale", "enabled").filter("true"::equals).isPresent();
    }

    /** The same with another text in one field, which is no part of the digest. */
    public AdmittedManifest with(String text, String... path) {
        return new AdmittedManifest(kind, ref, tree.with(text, path));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AdmittedManifest that && ref.equals(that.ref) && tree.equals(that.tree);
    }

    @Override
    public int hashCode() {
        return Objects.hash(ref, tree);
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
