package io.sextant.deployer.step;

import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.intent.AdmittedManifest;
import java.util.List;
import java.util.UUID;

/** One thing to do on the cluster. */
public sealed interface ClusterAction {
    /** The object it is done to; no two actions on one object run at the same time. */
    ObjectRef target();

    /**
     * Server-side apply of the whole manifest.
     *
     * @param undone what somebody else wrote, which is taken back
     */
    record ApplyObject(AdmittedManifest manifest, Undone undone) implements ClusterAction {
        /** An apply of what is new. */
        public ApplyObject(AdmittedManifest manifest) {
            this(manifest, Undone.NOTHING);
        }

        @Override
        public ObjectRef target() {
            return manifest.ref();
        }
    }

    /** Copy a secret from the deployer's own namespace. */
    record CopySecret(String name, String fromNamespace, String toNamespace) implements ClusterAction {
        @Override
        public ObjectRef target() {
            return new ObjectRef("Secret", toNamespace, name);
        }
    }

    /** Delete an object, if it is still the one with this uid. */
    record DeleteObject(ObjectRef target, String uid) implements ClusterAction {}

    /**
     * Read from the API server itself that nothing of a deployment is left.
     *
     * @param caches without those that stay for another deployment
     */
    record ConfirmGone(UUID deployment, String namespace, List<String> services, List<String> caches)
            implements ClusterAction {
        public ConfirmGone {
            services = List.copyOf(services);
            caches = List.copyOf(caches);
        }

        @Override
        public ObjectRef target() {
            return new ObjectRef("Deployment", namespace, deployment.toString());
        }
    }

    /** Read from the API server itself that nothing of one NIMService of a deployment is left. */
    record ConfirmReleaseGone(UUID deployment, ObjectRef target) implements ClusterAction {}
}
