package io.sextant.sandbox.control;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what controllers decided, several things at a time, and takes a refusal for what it is: somebody else was faster,
 * or a rule forbids it.
 */
final class ClusterWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWriter.class);

    /** What became of a write. */
    enum Outcome {
        WRITTEN,
        /** The object has changed or gone meanwhile; a fresh look decides anew. */
        STALE,
        REFUSED
    }

    private final KubernetesClient client;
    private final Clock clock;
    private final OwnWrites own;
    private final Queue<ClusterView.Written> unseen = new ConcurrentLinkedQueue<>();
    private final Names names;
    private final Map<String, String> refusals = new ConcurrentHashMap<>();

    ClusterWriter(KubernetesClient client, Clock clock, OwnWrites own, Names names) {
        this.client = client;
        this.clock = clock;
        this.own = own;
        this.names = names;
    }

    Outcome write(Change change) {
        try {
            switch (change) {
                case Change.Create(HasMetadata object) -> {
                    written(client.resource(object).create());
                    refusals.remove(key(object));
                }
                case Change.Update(HasMetadata object) ->
                    written(client.resource(object).lockResourceVersion().update());
                case Change.UpdateStatus(HasMetadata object) ->
                    written(client.resource(object).lockResourceVersion().updateStatus());
                case Change.Delete(HasMetadata object) -> {
                    client.resource(object)
                            .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                            .delete();
                    unseen.add(new ClusterView.Written(object, true));
                }
                case Change.Remove(HasMetadata object) -> {
                    client.resource(object).withGracePeriod(0).delete();
                    unseen.add(new ClusterView.Written(object, true));
                }
                case Change.Note note -> record(note);
            }
            return Outcome.WRITTEN;
        } catch (KubernetesClientException e) {
            return refused(change, e);
        }
    }

    private void written(HasMetadata object) {
        own.add(object);
        unseen.add(new ClusterView.Written(object, false));
    }

    /** The writes since the last call; to be called while nothing is being written. */
    List<ClusterView.Written> takeWritten() {
        List<ClusterView.Written> taken = List.copyOf(unseen);
        unseen.clear();
        return taken;
    }

    private Outcome refused(Change change, KubernetesClientException refusal) {
        if (refusal.getCode() == 409 || refusal.getCode() == 404) {
            return Outcome.STALE;
        }
        if (change instanceof Change.Create(Pod pod)) {
            reportToOwner(
                    pod,
                    Objects.requireNonNullElse(
                            refusal.getStatus() == null
                                    ? null
                                    : refusal.getStatus().getMessage(),
                            refusal.getMessage()));
            return Outcome.REFUSED;
        }
        LOG.atWarn()
                .addKeyValue("change", change.getClass().getSimpleName())
                .addKeyValue("reason", refusal.getMessage())
                .log("the cluster refused a write");
        return Outcome.REFUSED;
    }

    /** As Kubernetes does when a quota forbids a pod: the event is on what wanted the pod. */
    private void reportToOwner(Pod pod, String message) {
        if (message.equals(refusals.put(key(pod), message))) {
            return;
        }
        for (OwnerReference owner : pod.getMetadata().getOwnerReferences()) {
            create(new EventBuilder()
                    .withInvolvedObject(new ObjectReferenceBuilder()
                            .withApiVersion(owner.getApiVersion())
                            .withKind(owner.getKind())
                            .withName(owner.getName())
                            .withUid(owner.getUid())
                            .withNamespace(pod.getMetadata().getNamespace())
                            .build())
                    .withType("Warning")
                    .withReason("FailedCreate")
                    .withMessage("Error creating: " + message)
                    .withNewSource()
                    .withComponent("replicaset-controller")
                    .endSource()
                    .build());
        }
    }

    private static String key(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().isEmpty()
                ? object.getMetadata().getName()
                : object.getMetadata().getOwnerReferences().getFirst().getUid();
    }

    private void record(Change.Note note) {
        HasMetadata about = note.about();
        create(new EventBuilder()
                .withInvolvedObject(new ObjectReferenceBuilder()
                        .withApiVersion(about.getApiVersion())
                        .withKind(about.getKind())
                        .withName(about.getMetadata().getName())
                        .withNamespace(about.getMetadata().getNamespace())
                        .withUid(about.getMetadata().getUid())
                        .withResourceVersion(about.getMetadata().getResourceVersion())
                        .build())
                .withType(note.warning() ? "Warning" : "Normal")
                .withReason(note.reason())
                .withMessage(note.message())
                .withNewSource()
                .withComponent(note.component())
                .endSource()
                .build());
    }

    private String ending() {
        synchronized (names) {
            return names.ending() + names.ending() + names.ending();
        }
    }

    private void create(Event event) {
        String now = Timestamps.text(clock.instant());
        String namespace = Objects.requireNonNullElse(event.getInvolvedObject().getNamespace(), "default");
        Event complete = new EventBuilder(event)
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(event.getInvolvedObject().getName() + "." + ending())
                .endMetadata()
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withReportingComponent(event.getSource().getComponent())
                .withReportingInstance("")
                .build();
        client.resource(complete).create();
    }
}
