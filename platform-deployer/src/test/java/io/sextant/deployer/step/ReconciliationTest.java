package io.sextant.deployer.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.SextantLabels;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.cluster.ProbeResult;
import io.sextant.deployer.cluster.WriteFailure;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.World;
import io.sextant.deployer.intent.Wanted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private final Reconciliation reconciliation = new Reconciliation(World.POLICY);
    private final World world = World.withSecrets();
    private final Chat chat = Chat.support();

    @Test
    void walksFromAnEmptyClusterToAServingDeployment() {
        assertThat(written(chat))
                .containsExactly(
                        "Namespace/sextant-support",
                        "ResourceQuota/sextant-fence",
                        "LimitRange/sextant-fence",
                        "NetworkPolicy/sextant-fence");
        assertThat(written(chat)).containsExactly("Secret/ngc-api", "Secret/ngc-pull");
        assertThat(written(chat)).containsExactly("NIMCache/support-chat-7b8458eb");
        assertThat(written(chat)).isEmpty();
        world.cacheState(chat, "Ready");
        assertThat(written(chat)).containsExactly("NIMService/support-chat");
        assertThat(written(chat)).isEmpty();
        world.serve(chat);

        Verdict verdict = decide(chat);

        assertThat(verdict.judgements()).extracting(Judgement::type).containsExactlyElementsOf(ConditionType.ofEvery());
        assertThat(verdict.judgements()).allMatch(judgement -> judgement.status() == ConditionStatus.TRUE);
        assertThat(verdict.batches()).isEmpty();
    }

    @Test
    void decidesTheSameOnTheSameSnapshotAndNothingOnceCarriedOut() {
        for (int step = 0; step < 6; step++) {
            Verdict once = decide(chat);
            assertThat(decide(chat)).isEqualTo(once);
            world.carryOut(once.batches());
            assertThat(targets(decide(chat))).noneMatch(targets(once)::contains);
            if (step == 3) {
                world.cacheState(chat, "Ready");
            }
        }
        world.serve(chat);
        assertThat(decide(chat).batches()).isEmpty();
    }

    @Test
    void tellsWhichSecretTheOperatorsOfTheClusterMustCreate() {
        world.removeSecrets();
        world.carryOut(decide(chat).batches());

        Judgement secrets = judgement(decide(chat), ConditionType.SECRETS_READY);

        assertThat(secrets.reason()).isEqualTo(ConditionReason.SOURCE_SECRET_MISSING);
        assertThat(secrets.message()).contains("ngc-api", "ngc-pull", "sextant-system");
    }

    @Test
    void copiesARotatedSecretAgainWhileTheDeploymentServes() {
        serving();
        world.rotateApiKey("a2");

        Verdict verdict = decide(chat);

        assertThat(targets(verdict)).containsExactly("Secret/ngc-api");
        assertThat(verdict.judgements()).allMatch(judgement -> judgement.status() == ConditionStatus.TRUE);
    }

    @Test
    void putsBackAFieldThatAHumanChangedWithoutCallingTheDeploymentUnready() {
        serving();
        world.change(AppliedKind.NIM_SERVICE, chat.namespace(), chat.name(), tree -> tree.with(5, "spec", "replicas"));
        world.deployments.clear();
        world.serve(chat);

        Verdict verdict = decide(chat);

        assertThat(targets(verdict)).containsExactly("NIMService/support-chat");
    }

    @Test
    void putsBackALimitThatAHumanRaised() {
        serving();
        world.change(
                AppliedKind.RESOURCE_QUOTA,
                chat.namespace(),
                "sextant-fence",
                tree -> tree.with("99", "spec", "hard", "requests.nvidia.com/gpu"));

        assertThat(targets(decide(chat))).containsExactly("ResourceQuota/sextant-fence");
    }

    @Test
    void takesTheOperatorsZeroValuesAndTheServersSpellingForNoDrift() {
        serving();
        world.change(
                AppliedKind.NIM_SERVICE,
                chat.namespace(),
                chat.name(),
                tree -> tree.with(0, "spec", "scale", "hpa", "maxReplicas")
                        .with(Map.of(), "spec", "livenessProbe")
                        .with(Map.of(), "spec", "storage", "pvc"));
        world.change(
                AppliedKind.RESOURCE_QUOTA,
                chat.namespace(),
                "sextant-fence",
                tree -> tree.with("12000m", "spec", "hard", "requests.nvidia.com/gpu"));

        assertThat(decide(chat).batches()).isEmpty();
    }

    @Test
    void appliesANewGenerationAndReportsItAsNotReadyUntilItIs() {
        serving();

        Verdict verdict = decide(chat.generation(2).replicas(2));

        assertThat(targets(verdict)).contains("NIMService/support-chat");
        assertThat(judgement(verdict, ConditionType.REPLICAS_READY).reason()).isEqualTo(ConditionReason.APPLIED);
    }

    @Test
    void leavesANewerGenerationAlone() {
        Chat newer = chat.generation(3);
        serving(newer);

        Verdict verdict = decide(chat.generation(2));

        assertThat(targets(verdict)).doesNotContain("NIMService/support-chat");
        assertThat(judgement(verdict, ConditionType.REPLICAS_READY).message()).contains("outdated");
    }

    @Test
    void stopsByAskingForNoReplica() {
        serving();
        Chat stopped = chat.generation(2).presence(Presence.STOPPED);

        world.carryOut(decide(stopped).batches());
        assertThat(judgement(decide(stopped), ConditionType.REPLICAS_READY).reason())
                .isEqualTo(ConditionReason.REMOVING);
        world.scaleToNone(stopped);
        world.serviceState(stopped, "NotReady");

        assertThat(world.service(chat).tree().integer("spec", "replicas")).contains(0);
        assertThat(world.service(chat).tree().text("spec", "scale", "enabled")).contains("false");
        assertThat(judgement(decide(stopped), ConditionType.REPLICAS_READY).reason())
                .isEqualTo(ConditionReason.STOPPED);
        assertThat(decide(stopped).batches()).isEmpty();
    }

    @Test
    void asksForReplicasBeforeTheAutoscalerThatWouldLeaveThemAtZero() {
        serving();
        world.carryOut(decide(chat.generation(2).presence(Presence.STOPPED)).batches());
        world.scaleToNone(chat);
        Wanted autoscaled = World.wanted(
                chat.generation(3),
                "  replicas: 1\n  scale:\n    enabled: false",
                "  scale: {enabled: true, hpa: {minReplicas: 2, maxReplicas: 3}}");

        world.carryOut(decide(autoscaled).batches());

        assertThat(world.service(chat).tree().integer("spec", "replicas")).contains(2);
        assertThat(world.service(chat).tree().text("spec", "scale", "enabled")).contains("false");
        assertThat(decide(autoscaled).batches()).isEmpty();

        world.serve(chat.replicas(2));
        world.carryOut(decide(autoscaled).batches());
        assertThat(judgement(decide(autoscaled), ConditionType.REPLICAS_READY).status())
                .isEqualTo(ConditionStatus.TRUE);

        // The autoscaler has not yet raised the Deployment to its bounds.
        world.serve(chat);
        assertThat(judgement(decide(autoscaled), ConditionType.REPLICAS_READY).status())
                .isEqualTo(ConditionStatus.FALSE);
        world.serve(chat.replicas(2));

        assertThat(world.service(chat).tree().integer("spec", "replicas")).isEmpty();
        assertThat(world.service(chat).tree().text("spec", "scale", "enabled")).contains("true");
        assertThat(decide(autoscaled).batches()).isEmpty();
    }

    @Test
    void stopsByRemovalWhereTheOperatorCannotHoldZeroReplicas() {
        serving();
        Wanted stopped = World.wanted(
                chat.generation(2).presence(Presence.STOPPED),
                "sextant.io/generation: \"2\"",
                "sextant.io/generation: \"2\"\n    sextant.io/stops-by-removal: \"true\"");

        world.carryOut(decide(stopped).batches());

        assertThat(world.has(AppliedKind.NIM_SERVICE, chat, chat.name())).isFalse();
        assertThat(world.has(AppliedKind.NIM_CACHE, chat, chat.cacheName())).isTrue();
        assertThat(judgement(decide(stopped), ConditionType.REPLICAS_READY).reason())
                .isEqualTo(ConditionReason.REMOVING);
        world.scaleToNone(chat);
        assertThat(judgement(decide(stopped), ConditionType.REPLICAS_READY).reason())
                .isEqualTo(ConditionReason.STOPPED);
        assertThat(decide(stopped).batches()).isEmpty();

        world.carryOut(decide(chat.generation(3)).batches());
        assertThat(world.has(AppliedKind.NIM_SERVICE, chat, chat.name())).isTrue();
    }

    @Test
    void stopsWithoutWaitingForWeightsThatNobodyWillUse() {
        serving();
        world.cacheState(chat, "InProgress");
        Chat stopped = chat.generation(2).presence(Presence.STOPPED);

        world.carryOut(decide(stopped).batches());
        world.scaleToNone(stopped);

        assertThat(world.service(chat).tree().integer("spec", "replicas")).contains(0);
        assertThat(judgement(decide(stopped), ConditionType.REPLICAS_READY).reason())
                .isEqualTo(ConditionReason.STOPPED);
    }

    @Test
    void stopsWhateverIsMissingForARun() {
        serving();
        world.removeSecrets();
        Chat stopped = chat.generation(2).presence(Presence.STOPPED);

        world.carryOut(decide(stopped).batches());
        world.scaleToNone(stopped);

        assertThat(world.service(chat).tree().integer("spec", "replicas")).contains(0);
        assertThat(judgement(decide(stopped), ConditionType.SECRETS_READY).status())
                .isEqualTo(ConditionStatus.FALSE);
        assertThat(judgement(decide(stopped), ConditionType.REPLICAS_READY).reason())
                .isEqualTo(ConditionReason.STOPPED);
    }

    @Test
    void isStoppedAtOnceWhereNothingWasMadeYet() {
        world.removeSecrets();
        Chat stopped = chat.presence(Presence.STOPPED);

        world.carryOut(decide(stopped).batches());

        assertThat(world.has(AppliedKind.NIM_SERVICE, chat, chat.name())).isFalse();
        assertThat(judgement(decide(stopped), ConditionType.REPLICAS_READY).reason())
                .isEqualTo(ConditionReason.STOPPED);
    }

    @Test
    void keepsTellingThatReplicasServeWhileTheCacheIsRewritten() {
        serving();
        world.cacheState(chat, "InProgress");

        Verdict verdict = decide(chat);

        assertThat(judgement(verdict, ConditionType.MODEL_CACHED).status()).isEqualTo(ConditionStatus.FALSE);
        assertThat(judgement(verdict, ConditionType.REPLICAS_READY).status()).isEqualTo(ConditionStatus.TRUE);
        assertThat(judgement(verdict, ConditionType.ENDPOINT_PROBED).status()).isEqualTo(ConditionStatus.TRUE);
    }

    @Test
    void doesNotBelieveAnEndpointThatListsAnotherModel() {
        serving();
        world.probes.put(chat.id(), new ProbeResult.Listed("http://10.96.0.7:8000", world.now, List.of("other")));

        Judgement endpoint = judgement(decide(chat), ConditionType.ENDPOINT_PROBED);

        assertThat(endpoint.reason()).isEqualTo(ConditionReason.ENDPOINT_UNREACHABLE);
        assertThat(endpoint.message()).contains("other", Chat.MODEL);
    }

    @Test
    void doesNotTouchANimServiceThatSextantDidNotMake() {
        serving();
        Chat other = chat.named("legacy");
        world.carryOut(decide(other).batches());
        world.cacheState(other, "Ready");
        world.strangersService(other);

        Verdict verdict = decide(other);

        assertThat(verdict.batches()).isEmpty();
        assertThat(judgement(verdict, ConditionType.REPLICAS_READY).reason())
                .isEqualTo(ConditionReason.REFUSED_BY_DEPLOYER);
    }

    @Test
    void tellsWhatTheClusterRefused() {
        ObjectRef namespace = new ObjectRef("Namespace", "", "sextant-support");
        world.failures.put(namespace, new WriteFailure(true, "The cluster refused it.", 1, world.now));

        Judgement judgement = judgement(decide(chat), ConditionType.NAMESPACE_READY);

        assertThat(judgement.reason()).isEqualTo(ConditionReason.REFUSED_BY_CLUSTER);
        assertThat(judgement.message()).isEqualTo("The cluster refused it.");
    }

    @Test
    void removesTheServiceFirstTheWeightsLastAndConfirmsBeforeSayingGone() {
        serving();
        world.pods.add(world.replica(chat, "one", PodView.Phase.RUNNING));
        Chat gone = chat.presence(Presence.GONE);

        assertThat(written(gone)).containsExactly("NIMService/support-chat");
        assertThat(written(gone)).isEmpty();
        assertThat(world.has(AppliedKind.NIM_CACHE, chat, chat.cacheName())).isTrue();
        world.pods.clear();
        assertThat(written(gone)).containsExactly("NIMCache/support-chat-7b8458eb");
        assertThat(decide(gone).gone()).isFalse();
        written(gone);

        assertThat(decide(gone).gone()).isTrue();
        assertThat(decide(gone).judgements()).allMatch(judgement -> judgement.reason() == ConditionReason.REMOVED);
    }

    @Test
    void keepsAWeightsCacheThatAnotherDeploymentUses() {
        serving();
        Chat gone = chat.presence(Presence.GONE);
        Chat sharing = chat.named("other").sharingCacheOf(chat);

        for (int run = 0; run < 4; run++) {
            world.carryOut(reconciliation
                    .decide(World.wanted(gone, sharing), world.snapshot(), world.now)
                    .batches());
        }

        assertThat(world.has(AppliedKind.NIM_CACHE, chat, chat.cacheName())).isTrue();
        assertThat(reconciliation
                        .decide(World.wanted(gone, sharing), world.snapshot(), world.now)
                        .gone())
                .isTrue();
    }

    @Test
    void removesNothingThatAnotherClustersDeployerApplied() {
        serving();
        world.change(
                AppliedKind.NIM_SERVICE,
                chat.namespace(),
                chat.name(),
                tree -> tree.with("elsewhere", "metadata", "annotations", SextantLabels.CLUSTER));

        assertThat(targets(decide(chat.presence(Presence.GONE)))).doesNotContain("NIMService/support-chat");
    }

    @Test
    void refusesADeploymentWhoseImageComesFromElsewhereAndWritesNothing() {
        Verdict verdict = decide(chat.repository("docker.io/miner/miner"));

        assertThat(verdict.batches()).isEmpty();
        assertThat(judgement(verdict, ConditionType.REPLICAS_READY).reason())
                .isEqualTo(ConditionReason.REFUSED_BY_DEPLOYER);
        assertThat(judgement(verdict, ConditionType.REPLICAS_READY).message()).contains("docker.io/miner/miner");
    }

    private void serving() {
        serving(chat);
    }

    private void serving(Chat wanted) {
        for (int run = 0; run < 5; run++) {
            world.carryOut(decide(wanted).batches());
            if (world.has(AppliedKind.NIM_CACHE, wanted, wanted.cacheName())) {
                world.cacheState(wanted, "Ready");
            }
        }
        world.serve(wanted);
        assertThat(decide(wanted).batches()).isEmpty();
    }

    private List<String> written(Chat wanted) {
        Verdict verdict = decide(wanted);
        world.carryOut(verdict.batches());
        return targets(verdict);
    }

    private Verdict decide(Chat wanted) {
        return decide(World.wanted(wanted));
    }

    private Verdict decide(Wanted wanted) {
        return reconciliation.decide(wanted, world.snapshot(), world.now);
    }

    private static List<String> targets(Verdict verdict) {
        return verdict.batches().stream()
                .flatMap(List::stream)
                .map(action -> action.target().toString())
                .toList();
    }

    private static Judgement judgement(Verdict verdict, ConditionType type) {
        return verdict.judgements().stream()
                .filter(judgement -> judgement.type() == type)
                .findFirst()
                .orElseThrow();
    }
}
