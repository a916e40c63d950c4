package io.sextant.deployer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ContainerState;
import io.sextant.deployer.cluster.ContainerView;
import io.sextant.deployer.cluster.DeploymentView;
import io.sextant.deployer.cluster.EventView;
import io.sextant.deployer.cluster.NodeView;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.World;
import io.sextant.deployer.intent.Wanted;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicaDiagnosisTest {
    private static final String IMAGE = "nvcr.io/nim/meta/llama-3.1-8b-instruct:1.15.5";

    private final World world = World.withSecrets();
    private final Chat chat = Chat.support();

    @BeforeEach
    void applyTheService() {
        Wanted.Serving serving = (Wanted.Serving) World.wanted(chat);
        world.change(
                AppliedKind.NIM_SERVICE,
                chat.namespace(),
                chat.name(),
                tree -> serving.nimService().tree());
        world.serviceState(chat, "NotReady");
    }

    @Test
    void waitsForTheOperatorWhileThereIsNoPod() {
        assertThat(find().reason()).isEqualTo(ConditionReason.APPLIED);
    }

    @Test
    void saysWhichGpusAreMissingWhenOthersHoldThem() {
        world.pods.add(world.unscheduledReplica(chat, "0/3 nodes are available: 3 Insufficient nvidia.com/gpu."));

        assertThat(find())
                .isEqualTo(new Finding(
                        ConditionReason.WAITING_FOR_GPUS,
                        "Waits until one node has 1 GPU of NVIDIA-L40S free.",
                        false));
    }

    @Test
    void saysWhenNoNodeHasSuchGpusAtAll() {
        world.nodes.clear();
        world.nodes.add(new NodeView("gpu-2", "NVIDIA-H200", 143771, 8, true));
        world.pods.add(world.unscheduledReplica(chat, "0/1 nodes are available"));

        assertThat(find().message()).isEqualTo("No schedulable node of this cluster has 1 GPU of NVIDIA-L40S.");
    }

    @Test
    void tellsThatTheImageIsBeingPulled() {
        pod(PodView.Phase.PENDING, 0, new ContainerState.Waiting("ContainerCreating", ""), null);

        assertThat(find().reason()).isEqualTo(ConditionReason.PULLING_IMAGE);
        assertThat(find().message()).contains(IMAGE);
    }

    @Test
    void namesNoImageWhileThePodHasNoContainerYet() {
        world.pods.add(world.replica(chat, "one", PodView.Phase.PENDING));

        assertThat(find()).isEqualTo(new Finding(ConditionReason.PULLING_IMAGE, "The image is being pulled.", false));
    }

    @Test
    void tellsThatANodeIsLost() {
        pod(PodView.Phase.RUNNING, 0, new ContainerState.Running(world.now), null);
        event("NodeNotReady", "Node is not ready");
        world.nodes.clear();
        world.nodes.add(new NodeView("gpu-1", Chat.PRODUCT, 46068, 4, false));

        assertThat(find().reason()).isEqualTo(ConditionReason.NODE_LOST);
        assertThat(find().message()).contains("gpu-1");
    }

    @Test
    void noticesAnOperatorThatTakesNothingUp() {
        world.now = world.now.plusSeconds(16);

        assertThat(find().reason()).isEqualTo(ConditionReason.OPERATOR_ABSENT);
    }

    @Test
    void tellsWhyTheImageCannotBePulledInTheRegistrysWords() {
        pod(PodView.Phase.PENDING, 0, new ContainerState.Waiting("ImagePullBackOff", "Back-off pulling image"), null);
        event(
                "Failed",
                "Failed to pull image \"nvcr.io/x:1\": failed to resolve reference \"nvcr.io/x:1\": 402 Payment Required");

        assertThat(find().reason()).isEqualTo(ConditionReason.ENTITLEMENT_MISSING);
        assertThat(find().message()).endsWith("1.15.5): 402 Payment Required.");
        assertThat(find().failed()).isTrue();
    }

    @Test
    void tellsThatTheEngineLoadsTheWeights() {
        pod(PodView.Phase.RUNNING, 0, new ContainerState.Running(world.now), null);

        assertThat(find().reason()).isEqualTo(ConditionReason.LOADING_MODEL);
    }

    @Test
    void tellsWantOfMainMemoryFromWantOfGpuMemory() {
        ContainerState.Waiting backOff = new ContainerState.Waiting("CrashLoopBackOff", "");
        pod(PodView.Phase.RUNNING, 1, backOff, new ContainerState.Terminated("OOMKilled", 137, "", world.now));
        Finding main = find();
        world.pods.clear();
        pod(
                PodView.Phase.RUNNING,
                1,
                backOff,
                new ContainerState.Terminated("Error", 1, "torch: CUDA out of memory. Tried to allocate", world.now));

        assertThat(main.reason()).isEqualTo(ConditionReason.OUT_OF_MEMORY);
        assertThat(main.message()).contains("main memory");
        assertThat(find().reason()).isEqualTo(ConditionReason.OUT_OF_GPU_MEMORY);
        assertThat(find().message()).contains("GPUs' memory");
    }

    @Test
    void tellsHowOftenAndWithWhatWordsTheEngineEnds() {
        pod(
                PodView.Phase.RUNNING,
                4,
                new ContainerState.Waiting("CrashLoopBackOff", ""),
                new ContainerState.Terminated("Error", 1, "segmentation fault", world.now));

        assertThat(find())
                .isEqualTo(new Finding(
                        ConditionReason.CRASH_LOOPING,
                        "The container ended 4 times, last with exit code 1: segmentation fault.",
                        true));
    }

    @Test
    void recognisesAnEngineThatFindsNoProfile() {
        pod(
                PodView.Phase.RUNNING,
                2,
                new ContainerState.Waiting("CrashLoopBackOff", ""),
                new ContainerState.Terminated("Error", 1, "Could not match a profile in manifest", world.now));

        assertThat(find().reason()).isEqualTo(ConditionReason.NO_COMPATIBLE_PROFILE);
    }

    @Test
    void recognisesAnEngineThatIsEndedForBeingSlow() {
        pod(
                PodView.Phase.RUNNING,
                3,
                new ContainerState.Running(world.now),
                new ContainerState.Terminated("Error", 137, "", world.now));
        event("Killing", "Container failed startup probe, will be restarted");

        assertThat(find().message()).contains("health check");
    }

    @Test
    void tellsOfAVolumeThatCannotBeAttached() {
        pod(PodView.Phase.PENDING, 0, new ContainerState.Waiting("ContainerCreating", ""), null);
        event("FailedAttachVolume", "Multi-Attach error for volume pvc-1");

        assertThat(find().reason()).isEqualTo(ConditionReason.VOLUME_HELD_ELSEWHERE);
        assertThat(find().message()).contains("Multi-Attach");
    }

    @Test
    void repeatsWhatTheOperatorCouldNotDo() {
        world.condition(
                AppliedKind.NIM_SERVICE,
                chat,
                chat.name(),
                Map.of("type", "Failed", "status", "True", "reason", "Failed", "message", "unrecognized type: string"));

        assertThat(find().reason()).isEqualTo(ConditionReason.OPERATOR_ERROR);
        assertThat(find().message()).contains("unrecognized type: string");
    }

    @Test
    void tellsThatTheNamespacesQuotaLeavesNoRoom() {
        deployment(0, "exceeded quota: sextant-fence");

        assertThat(find().message()).contains("exceeded quota");
    }

    @Test
    void noticesThatTheOperatorCannotReachTheEndpoint() {
        deployment(1, "");

        assertThat(find().reason()).isEqualTo(ConditionReason.ENDPOINT_UNREACHABLE);
    }

    @Test
    void tellsThatTimeIsOverAndWhatItWasSpentOn() {
        world.cacheState(chat, "Ready");
        pod(PodView.Phase.RUNNING, 0, new ContainerState.Running(world.now), null);
        Wanted.Serving wanted = (Wanted.Serving) World.wanted(chat);

        Finding inTime = Overdue.judge(find(), wanted, world.snapshot(), world.now.plusSeconds(1199));
        Finding late = Overdue.judge(find(), wanted, world.snapshot(), world.now.plusSeconds(1201));

        assertThat(inTime.reason()).isEqualTo(ConditionReason.LOADING_MODEL);
        assertThat(late.reason()).isEqualTo(ConditionReason.OVERDUE);
        assertThat(late.message())
                .isEqualTo("Not ready within the 20 minutes allowed. The engine loads the weights into GPU memory.");
    }

    @Test
    void countsAnewWhenReplicasThatServedNoLongerDo() {
        Wanted.Serving wanted = (Wanted.Serving) World.wanted(chat);
        world.servedUntil.put(chat.id(), world.now.plus(Duration.ofDays(3)));

        Finding finding = Overdue.judge(
                find(),
                wanted,
                world.snapshot(),
                world.now.plus(Duration.ofDays(3)).plusSeconds(60));

        assertThat(finding.reason()).isEqualTo(ConditionReason.APPLIED);
    }

    private Finding find() {
        return ReplicaDiagnosis.of(
                world.snapshot().nimService(chat.namespace(), chat.name()).orElseThrow(), world.snapshot());
    }

    private void pod(
            PodView.Phase phase, int restarts, ContainerState state, ContainerState.@Nullable Terminated lastEnd) {
        world.pods.add(world.replica(
                chat, "one", phase, new ContainerView("support-chat-ctr", IMAGE, false, restarts, state, lastEnd)));
    }

    private void event(String reason, String message) {
        world.events.add(
                new EventView(chat.namespace(), "Pod", chat.name() + "-one", true, reason, message, world.now));
    }

    private void deployment(int ready, String failure) {
        world.deployments.add(new DeploymentView(chat.namespace(), chat.name(), 1, ready, ready, IMAGE, true, failure));
    }
}
