package io.sextant.deployer.diagnosis;

import static io.sextant.contract.observed.ConditionReason.APPLIED;
import static io.sextant.contract.observed.ConditionReason.DOWNLOADING_MODEL;
import static io.sextant.contract.observed.ConditionReason.DOWNLOAD_RETRYING;
import static io.sextant.contract.observed.ConditionReason.MODEL_DOWNLOAD_FAILED;
import static io.sextant.contract.observed.ConditionReason.NO_COMPATIBLE_PROFILE;
import static io.sextant.contract.observed.ConditionReason.WAITING_FOR_VOLUME;

import io.sextant.deployer.cluster.EventView;
import io.sextant.deployer.cluster.JobView;
import io.sextant.deployer.cluster.NimCacheView;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.cluster.StatusCondition;
import io.sextant.deployer.cluster.VolumeClaimView;
import io.sextant.deployer.cluster.Workloads;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a NIMCache is not Ready: its conditions, its Job, its pods, its claim, in the order in which causes hide. */
public final class CacheDiagnosis {
    private final NimCacheView cache;
    private final Snapshot snapshot;
    private final Workloads workloads;
    private final String namespace;
    private final String name;

    private CacheDiagnosis(NimCacheView cache, Snapshot snapshot) {
        this.cache = cache;
        this.snapshot = snapshot;
        this.workloads = snapshot.workloads();
        this.namespace = cache.object().ref().namespace();
        this.name = cache.object().ref().name();
    }

    /** The cause that a NIMCache which is not Ready shows at the moment. */
    public static Finding of(NimCacheView cache, Snapshot snapshot) {
        return new CacheDiagnosis(cache, snapshot).find();
    }

    private Finding find() {
        return reconcileFailure()
                .or(this::jobFailure)
                .or(this::unprovisioned)
                .or(this::podFinding)
                .or(this::unboundClaim)
                .or(() -> OperatorPresence.absence(cache.object(), snapshot))
                .or(this::retry)
                .orElseGet(this::byState);
    }

    private Optional<Finding> reconcileFailure() {
        return cache.object()
                .condition("NIM_CACHE_RECONCILE_FAILED")
                .filter(StatusCondition::holds)
                .map(condition -> {
                    Symptom symptom = Symptom.ofCacheReconciling(condition.message());
                    return symptom.failure(symptom.reason() == NO_COMPATIBLE_PROFILE ? "" : condition.message());
                });
    }

    /** The Job has given up; a failed pod alone is retried. */
    private Optional<Finding> jobFailure() {
        return workloads
                .job(namespace, name + "-job")
                .map(JobView::failure)
                .filter(failure -> !failure.isEmpty())
                .map(failure -> lastWords().map(CacheDiagnosis::saidAtTheEnd).orElseGet(() -> notDownloaded(failure)));
    }

    private static Finding saidAtTheEnd(String words) {
        return Symptom.ofLastWords(words).map(symptom -> symptom.failure(words)).orElseGet(() -> notDownloaded(words));
    }

    private static Finding notDownloaded(String cause) {
        return Finding.failure(MODEL_DOWNLOAD_FAILED, Sentence.of("The weights could not be downloaded", cause));
    }

    /** What the latest pod that failed said before it ended. */
    private Optional<String> lastWords() {
        return jobPods()
                .filter(pod -> pod.phase() == PodView.Phase.FAILED)
                .max(Comparator.comparing(PodView::createdAt))
                .map(pod -> new PodDiagnosis(pod, workloads).lastWords());
    }

    /** A failed pod is tried anew; what it said is told meanwhile. */
    private Optional<Finding> retry() {
        return lastWords()
                .map(words -> Finding.progress(
                        DOWNLOAD_RETRYING,
                        Sentence.of("A download of the weights failed and is being tried again", words)));
    }

    private Optional<Finding> podFinding() {
        List<Finding> findings = Stream.concat(workloads.pod(namespace, name + "-pod").stream(), jobPods())
                .filter(pod -> !pod.phase().ended())
                .map(pod -> new PodDiagnosis(pod, workloads).find())
                .flatMap(Optional::stream)
                .toList();
        return PodDiagnosis.worst(findings);
    }

    private Stream<PodView> jobPods() {
        return workloads.podsIn(namespace).stream().filter(pod -> pod.worksFor(namespace, name + "-job"));
    }

    /** The provisioner refuses; that its pods wait follows from it. */
    private Optional<Finding> unprovisioned() {
        return workloads
                .claim(namespace, cache.claimName())
                .filter(claim -> !claim.bound())
                .filter(claim -> workloads
                        .lastEvent(namespace, claim.name(), EventView::warning)
                        .isPresent())
                .map(this::unbound);
    }

    private Optional<Finding> unboundClaim() {
        return workloads
                .claim(namespace, cache.claimName())
                .filter(claim -> !claim.bound())
                .map(this::unbound);
    }

    private Finding unbound(VolumeClaimView claim) {
        String detail = workloads
                .lastEvent(namespace, claim.name(), EventView::warning)
                .map(EventView::message)
                .orElse("");
        return Symptom.ofProvisioning(detail)
                .map(symptom -> symptom.failure(detail))
                .orElseGet(() -> Finding.progress(
                        WAITING_FOR_VOLUME, Sentence.of("The volume for the weights is not there yet", detail)));
    }

    private Finding byState() {
        return switch (cache.state()) {
            case "" -> Finding.progress(APPLIED, "The NIM Operator reads which profiles the NIM has.");
            case "PVC-Created" -> Finding.progress(WAITING_FOR_VOLUME, "The volume for the weights is being made.");
            case "Failed" ->
                Finding.progress(DOWNLOAD_RETRYING, "A download of the weights failed and is being tried again.");
            default -> Finding.progress(DOWNLOADING_MODEL, "The weights are being downloaded.");
        };
    }
}
