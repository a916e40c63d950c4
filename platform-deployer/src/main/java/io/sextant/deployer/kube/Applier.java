package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.sextant.contract.SextantLabels;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.intent.AdmittedManifest;
import io.sextant.deployer.step.ClusterAction;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The only place where the deployer writes to a cluster. */
public final class Applier {
    private final KubernetesClient client;
    private final String cluster;
    private final BooleanSupplier mayWrite;

    /** One that writes while it may: a deployer that no longer leads must not. */
    public Applier(KubernetesClient client, String cluster, BooleanSupplier mayWrite) {
        this.client = client;
        this.cluster = cluster;
        this.mayWrite = mayWrite;
    }

    /** Does one thing; throws a {@link WriteProblem} when the cluster refuses or does not answer. */
    public Written execute(ClusterAction action) {
        if (!mayWrite.getAsBoolean()) {
            throw new WriteProblem(false, "Another deployer of the cluster takes over.");
        }
        try {
            return switch (action) {
                case ClusterAction.ApplyObject apply -> apply(apply);
                case ClusterAction.CopySecret copy -> copy(copy);
                case ClusterAction.DeleteObject delete -> delete(delete);
                case ClusterAction.ConfirmGone confirm -> confirm(confirm);
                case ClusterAction.ConfirmReleaseGone confirm -> confirm(confirm);
            };
        } catch (KubernetesClientException e) {
            throw WriteProblem.of(action.target(), e);
        }
    }

    private Written apply(ClusterAction.ApplyObject action) {
        AdmittedManifest manifest = action.manifest();
        requireOwn(manifest);
        GenericKubernetesResource resource = client.getKubernetesSerialization()
                .convertValue(manifest.tree().fields(), GenericKubernetesResource.class);
        var operations = KindContext.operations(client, manifest.kind());
        Resource<GenericKubernetesResource> target = manifest.kind().namespaced()
                ? operations.inNamespace(manifest.ref().namespace()).resource(resource)
                : operations.resource(resource);
        target.fieldValidation(FieldValidateable.Validation.STRICT)
                .fieldManager(SextantLabels.FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply();
        remove(manifest, action.undone().removed());
        return Written.DONE;
    }

    /** An apply leaves alone what others added, so that is taken away by itself. */
    private void remove(AdmittedManifest manifest, List<List<String>> paths) {
        if (!paths.isEmpty()) {
            KindContext.resource(client, manifest.kind(), manifest.ref()).edit(found -> {
                paths.forEach(path -> remove(found.getAdditionalProperties(), path));
                return found;
            });
        }
    }

    private static void remove(Map<String, Object> fields, List<String> path) {
        Map<String, Object> parent = fields;
        for (String field : path.subList(0, path.size() - 1)) {
            if (!(parent.get(field) instanceof Map<?, ?> below)) {
                return;
            }
            @SuppressWarnings("unchecked")
            Map<String, Object> next = (Map<String, Object>) below;
            parent = next;
        }
        parent.remove(path.getLast());
    }

    /** Force takes fields over from whoever owns them, which must not be the NIM Operator with a Service of this name. */
    private void requireOwn(AdmittedManifest manifest) {
        if (manifest.kind() != AppliedKind.SERVICE) {
            return;
        }
        GenericKubernetesResource found =
                get(manifest.kind(), manifest.ref().namespace(), manifest.ref().name());
        if (found != null && !ObjectTranslation.live(manifest.kind(), found).managed()) {
            throw new WriteProblem(true, "A %s exists that Sextant did not make.".formatted(manifest.ref()));
        }
    }

    private Written copy(ClusterAction.CopySecret copy) {
        Secret source = client.secrets()
                .inNamespace(copy.fromNamespace())
                .withName(copy.name())
                .get();
        if (source == null) {
            throw new WriteProblem(
                    true, "The secret %s is no longer in the deployer's namespace.".formatted(copy.name()));
        }
        Secret target = new SecretBuilder()
                .withNewMetadata()
                .withName(copy.name())
                .withNamespace(copy.toNamespace())
                .addToLabels(SextantLabels.MANAGED_BY, SextantLabels.MANAGER)
                .addToAnnotations(SextantLabels.CLUSTER, cluster)
                .endMetadata()
                .withType(source.getType())
                .withData(source.getData())
                .build();
        client.secrets()
                .inNamespace(copy.toNamespace())
                .resource(target)
                .fieldValidation(FieldValidateable.Validation.STRICT)
                .fieldManager(SextantLabels.FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply();
        return Written.DONE;
    }

    /** Looks first: an object that took the name since, or that another put there, stays. */
    private Written delete(ClusterAction.DeleteObject delete) {
        AppliedKind kind = kind(delete.target());
        Resource<GenericKubernetesResource> resource = KindContext.resource(client, kind, delete.target());
        GenericKubernetesResource found = resource.get();
        if (found != null) {
            LiveObject live = ObjectTranslation.live(kind, found);
            if (live.uid().equals(delete.uid()) && live.managedFor(cluster) && !live.deleting()) {
                resource.delete();
            }
        }
        return Written.DONE;
    }

    private Written confirm(ClusterAction.ConfirmGone confirm) {
        boolean left = podLeft(
                        confirm.namespace(),
                        pod -> confirm.services().stream()
                                .anyMatch(service -> pod.serves(confirm.deployment(), confirm.namespace(), service)))
                || confirm.services().stream()
                        .anyMatch(service -> serviceLeft(confirm.deployment(), confirm.namespace(), service))
                || confirm.caches().stream().anyMatch(cache -> cacheLeft(confirm.namespace(), cache));
        return left ? Written.NOT_GONE : Written.GONE;
    }

    private Written confirm(ClusterAction.ConfirmReleaseGone confirm) {
        String namespace = confirm.target().namespace();
        String service = confirm.target().name();
        boolean left = podLeft(namespace, pod -> pod.runs(namespace, service))
                || serviceLeft(confirm.deployment(), namespace, service);
        return left ? Written.NOT_GONE : Written.GONE;
    }

    private boolean podLeft(String namespace, Predicate<PodView> which) {
        return client.pods().inNamespace(namespace).list().getItems().stream()
                .map(PodTranslation::view)
                .anyMatch(which);
    }

    private boolean serviceLeft(UUID deployment, String namespace, String name) {
        GenericKubernetesResource found = get(AppliedKind.NIM_SERVICE, namespace, name);
        return found != null
                && ObjectTranslation.live(AppliedKind.NIM_SERVICE, found).belongsTo(deployment);
    }

    private boolean cacheLeft(String namespace, String name) {
        GenericKubernetesResource found = get(AppliedKind.NIM_CACHE, namespace, name);
        return found != null
                && ObjectTranslation.live(AppliedKind.NIM_CACHE, found).managedFor(cluster);
    }

    private @Nullable GenericKubernetesResource get(AppliedKind kind, String namespace, String name) {
        return KindContext.resource(client, kind, ObjectRef.of(kind, namespace, name))
                .get();
    }

    private static AppliedKind kind(ObjectRef ref) {
        return Stream.of(AppliedKind.values())
                .filter(kind -> kind.kind().equals(ref.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a kind the deployer deletes: " + ref));
    }
}
