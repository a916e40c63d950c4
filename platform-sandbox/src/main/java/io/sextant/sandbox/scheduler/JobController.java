package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Controller;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.control.Names;
import io.sextant.sandbox.control.TimeScale;
import io.sextant.sandbox.control.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a Job's pod until one succeeds or too many have failed, and clears finished Jobs away after their time. */
public final class JobController implements Controller {
    private static final String COMPONENT = "job-controller";
    private static final int USUAL_BACKOFF_LIMIT = 6;
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);

    private final Names names;
    private final TimeScale scale;

    public JobController(Names names, TimeScale scale) {
        this.names = names;
        this.scale = scale;
    }

    @Override
    public void decide(ClusterSnapshot cluster, Instant now, Decision decision) {
        for (Job job : cluster.jobs()) {
            if (job.getMetadata().getDeletionTimestamp() != null) {
                continue;
            }
            Optional<Instant> finishedAt = finishedAt(job);
            if (finishedAt.isPresent()) {
                expire(job, finishedAt.get(), now, decision);
            } else {
                run(job, cluster.ownedBy(ClusterSnapshot::pods, job), now, decision);
            }
        }
    }

    private void run(Job job, List<Pod> pods, Instant now, Decision decision) {
        int succeeded = count(pods, "Succeeded");
        int failed = count(pods, "Failed");
        int active = pods.size() - succeeded - failed;
        JobStatus before = Objects.requireNonNullElseGet(job.getStatus(), JobStatus::new);
        JobStatusBuilder status = new JobStatusBuilder(before)
                .withActive(orNull(active))
                .withReady(readyOf(pods))
                .withSucceeded(orNull(succeeded))
                .withFailed(orNull(failed));
        if (before.getStartTime() == null) {
            status.withStartTime(Timestamps.text(now));
        }
        Change.@Nullable Note note = null;
        if (succeeded > 0) {
            status.withCompletionTime(Timestamps.text(now))
                    .withConditions(conditions(
                            "Complete", "CompletionsReached", "Reached expected number of succeeded pods", now));
            note = new Change.Note(job, false, COMPONENT, "Completed", "Job completed");
        } else if (failed > backoffLimit(job)) {
            String message = "Job has reached the specified backoff limit";
            status.withConditions(conditions("Failed", "BackoffLimitExceeded", message, now));
            note = new Change.Note(job, true, COMPONENT, "BackoffLimitExceeded", message);
        } else if (active == 0) {
            startPod(job, pods, failed, now, decision);
        }
        if (!status.build().equals(before)) {
            decision.add(new Change.UpdateStatus(
                    new JobBuilder(job).withStatus(status.build()).build()));
        }
        if (note != null) {
            decision.add(note);
        }
    }

    private void startPod(Job job, List<Pod> pods, int failed, Instant now, Decision decision) {
        Optional<Instant> latest = pods.stream().map(JobController::endedAt).max(Instant::compareTo);
        if (latest.isPresent()) {
            Duration doubled = FIRST_BACKOFF.multipliedBy(1L << Math.clamp(failed - 1L, 0, 10));
            Instant again =
                    scale.after(latest.get(), doubled.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : doubled);
            if (now.isBefore(again)) {
                decision.wakeAt(again);
                return;
            }
        }
        PodTemplateSpec template = new PodTemplateSpecBuilder(job.getSpec().getTemplate())
                .editOrNewMetadata()
                .addToLabels(Map.of(
                        "batch.kubernetes.io/job-name", job.getMetadata().getName(),
                        "job-name", job.getMetadata().getName(),
                        "batch.kubernetes.io/controller-uid", job.getMetadata().getUid(),
                        "controller-uid", job.getMetadata().getUid()))
                .endMetadata()
                .build();
        Pod pod = PodTemplates.pod(job, template, job.getMetadata().getName() + "-" + names.ending());
        decision.add(new Change.Create(pod));
        decision.add(new Change.Note(
                job,
                false,
                COMPONENT,
                "SuccessfulCreate",
                "Created pod: " + pod.getMetadata().getName()));
    }

    private void expire(Job job, Instant finishedAt, Instant now, Decision decision) {
        Integer seconds = job.getSpec().getTtlSecondsAfterFinished();
        if (seconds == null) {
            return;
        }
        Instant expires = scale.after(finishedAt, Duration.ofSeconds(seconds));
        if (now.isBefore(expires)) {
            decision.wakeAt(expires);
        } else {
            decision.add(new Change.Delete(job));
        }
    }

    private static Optional<Instant> finishedAt(Job job) {
        return job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(condition -> List.of("Complete", "Failed").contains(condition.getType())
                                && condition.getStatus().equals("True"))
                        .map(condition -> Timestamps.read(condition.getLastTransitionTime()))
                        .findFirst();
    }

    private static List<JobCondition> conditions(String type, String reason, String message, Instant now) {
        List<JobCondition> conditions = new ArrayList<>();
        String early = type.equals("Complete") ? "SuccessCriteriaMet" : "FailureTarget";
        for (String each : List.of(early, type)) {
            conditions.add(new JobConditionBuilder()
                    .withType(each)
                    .withStatus("True")
                    .withReason(reason)
                    .withMessage(message)
                    .withLastProbeTime(Timestamps.text(now))
                    .withLastTransitionTime(Timestamps.text(now))
                    .build());
        }
        return conditions;
    }

    private static Instant endedAt(Pod pod) {
        return Pods.firstContainer(pod)
                .map(container -> container.getState().getTerminated())
                .map(terminated -> Timestamps.read(terminated.getFinishedAt()))
                .orElse(Instant.EPOCH);
    }

    private static int count(List<Pod> pods, String phase) {
        return (int) pods.stream().filter(pod -> Pods.phase(pod).equals(phase)).count();
    }

    private static int readyOf(List<Pod> pods) {
        return (int) pods.stream().filter(Pods::isReady).count();
    }

    private static int backoffLimit(Job job) {
        return Objects.requireNonNullElse(job.getSpec().getBackoffLimit(), USUAL_BACKOFF_LIMIT);
    }

    private static @Nullable Integer orNull(int count) {
        return count == 0 ? null : count;
    }
}
