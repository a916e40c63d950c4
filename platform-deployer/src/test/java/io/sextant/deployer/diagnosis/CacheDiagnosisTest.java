package io.sextant.deployer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ContainerState;
import io.sextant.deployer.cluster.ContainerView;
import io.sextant.deployer.cluster.EventView;
import io.sextant.deployer.cluster.JobView;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.cluster.VolumeClaimView;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.World;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CacheDiagnosisTest {
    private final World world = World.withSecrets();
    private final Chat chat = Chat.support();

    @Test
    void waitsForTheOperatorAtFirst() {
        assertThat(find("").reason()).isEqualTo(ConditionReason.APPLIED);
    }

    @Test
    void tellsThatTheWeightsAreBeingDownloaded() {
        assertThat(find("InProgress").reason()).isEqualTo(ConditionReason.DOWNLOADING_MODEL);
    }

    @Test
    void doesNotGiveUpWhenOneDownloadOfSeveralFailed() {
        assertThat(find("Failed").failed()).isFalse();
    }

    @Test
    void looksBehindAnEmptyStateAtThePodThatReadsTheProfiles() {
        pod(
                "support-chat-7b8458eb-pod",
                Map.of(),
                PodView.Phase.PENDING,
                new ContainerState.Waiting("ErrImagePull", "unauthorized"),
                null);

        assertThat(find("").reason()).isEqualTo(ConditionReason.IMAGE_PULL_DENIED);
    }

    @Test
    void tellsThatNoProfileFits() {
        find("NotReady");
        world.condition(
                AppliedKind.NIM_CACHE,
                chat,
                chat.cacheName(),
                Map.of(
                        "type",
                        "NIM_CACHE_RECONCILE_FAILED",
                        "status",
                        "True",
                        "reason",
                        "ReconcileFailed",
                        "message",
                        "no profiles are selected for caching"));

        assertThat(find("NotReady").reason()).isEqualTo(ConditionReason.NO_COMPATIBLE_PROFILE);
    }

    @Test
    void tellsTheLastWordsOfADownloadThatWasGivenUp() {
        world.jobs.add(new JobView(chat.namespace(), "support-chat-7b8458eb-job", 0, 6, "BackoffLimitExceeded"));
        pod(
                "support-chat-7b8458eb-job-x1",
                Map.of("job-name", "support-chat-7b8458eb-job"),
                PodView.Phase.FAILED,
                new ContainerState.Terminated("Error", 1, "no space left on device", world.now),
                null);

        Finding finding = find("Failed");

        assertThat(finding.reason()).isEqualTo(ConditionReason.VOLUME_FULL);
        assertThat(finding.message()).contains("no space left on device");
    }

    @Test
    void tellsWhyTheVolumeIsNotThere() {
        world.claims.add(new VolumeClaimView(chat.namespace(), "support-chat-7b8458eb-pvc", "Pending", ""));
        world.events.add(new EventView(
                chat.namespace(),
                "PersistentVolumeClaim",
                "support-chat-7b8458eb-pvc",
                true,
                "FailedBinding",
                "no storage class is set",
                world.now));

        Finding finding = find("PVC-Created");

        assertThat(finding.reason()).isEqualTo(ConditionReason.STORAGE_UNSUITABLE);
        assertThat(finding.message()).contains("no storage class is set");
    }

    private Finding find(String state) {
        world.cacheState(chat, state);
        return CacheDiagnosis.of(
                world.snapshot().nimCache(chat.namespace(), chat.cacheName()).orElseThrow(), world.snapshot());
    }

    private void pod(
            String name,
            Map<String, String> labels,
            PodView.Phase phase,
            ContainerState state,
            ContainerState.@Nullable Terminated lastEnd) {
        world.pods.add(new PodView(
                chat.namespace(),
                name,
                name,
                labels,
                "gpu-1",
                phase,
                world.now,
                world.now,
                false,
                false,
                0,
                null,
                List.of(new ContainerView("nim-cache-ctr", "nvcr.io/nim/x:1", false, 0, state, lastEnd)),
                List.of()));
    }
}
