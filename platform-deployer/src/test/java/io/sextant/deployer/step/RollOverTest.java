package io.sextant.deployer.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ObservedRelease;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.World;
import io.sextant.deployer.report.Observation;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollOverTest {
    private final Reconciliation reconciliation = new Reconciliation(World.POLICY);
    private final World world = World.withSecrets();
    private final Chat before = Chat.support().withOwnAddress();
    private final Chat after = before.rollingOver();

    @Test
    void theAddressStandsFromTheBeginning() {
        run(before);
        run(before);

        assertThat(world.addressLeadsTo(before)).isEqualTo(before.name());
    }

    @Test
    void theOldOneServesUntilTheNewOneIsFoundToAnswer() {
        serving(before);
        settle(after);

        assertThat(has(after)).isTrue();
        assertThat(has(before)).isTrue();
        assertThat(world.addressLeadsTo(after)).isEqualTo(before.name());
        assertThat(observed(after).releases())
                .containsExactly(
                        new ObservedRelease(after.name(), 1, 0, false, false),
                        new ObservedRelease(before.name(), 1, 1, true, false));
        assertThat(observed(after).endpointUrl()).isNotNull();

        world.serviceState(after, "Ready");
        assertThat(world.addressLeadsTo(after)).as("ready, but not asked").isEqualTo(before.name());
        settle(after);
        assertThat(has(before)).isTrue();
    }

    @Test
    void trafficMovesFirstAndTheOldOneGoesThen() {
        serving(before);
        settle(after);
        world.pods.add(world.replica(before, "old", PodView.Phase.RUNNING));
        world.serve(after);

        Verdict moving = decide(after);
        assertThat(targets(moving)).containsExactly("Service/support-chat-endpoint");
        assertThat(judgement(moving).status()).isEqualTo(ConditionStatus.FALSE);
        world.carryOut(moving.batches());
        assertThat(world.addressLeadsTo(after)).isEqualTo(after.name());

        Verdict removing = decide(after);
        assertThat(targets(removing)).containsExactly("NIMService/support-chat");
        assertThat(judgement(removing).status()).isEqualTo(ConditionStatus.TRUE);
        world.carryOut(removing.batches());
        assertThat(decide(after).batches()).as("its pod has not ended").isEmpty();
        assertThat(observed(after).releases().getLast().gone()).isFalse();

        world.vanish(before);
        run(after);
        assertThat(observed(after).releases().getLast().gone()).isTrue();
        assertThat(decide(after).batches()).isEmpty();
        assertThat(decide(after.alone()).batches()).isEmpty();
    }

    @Test
    void theOldOneCompletesWhatItBeganBeforeItGoes() {
        serving(before);
        Chat slow = after.drainedFor(60);
        settle(slow);
        world.serve(slow);
        settle(slow);
        assertThat(world.addressLeadsTo(slow)).isEqualTo(slow.name());
        assertThat(has(before)).isTrue();

        world.now = world.now.plusSeconds(61);
        settle(slow);
        assertThat(has(before)).isFalse();
    }

    @Test
    void aNewOneThatFailsLeavesTheOldOneServingAndSaysWhy() {
        serving(before);
        settle(after);
        world.now = world.now.plusSeconds(1300);

        Judgement replicas = judgement(decide(after), ConditionType.REPLICAS_READY);

        assertThat(replicas.reason()).isEqualTo(ConditionReason.OVERDUE);
        assertThat(world.addressLeadsTo(after)).isEqualTo(before.name());
        assertThat(has(before)).isTrue();
    }

    @Test
    void goingBackRemovesTheNewOneAndInterruptsNothing() {
        serving(before);
        settle(after);
        Chat back = after.abandoned();

        settle(back);
        world.vanish(after);
        settle(back);

        assertThat(has(after)).isFalse();
        assertThat(world.addressLeadsTo(back)).isEqualTo(before.name());
        assertThat(observed(back).releases().getLast().gone()).isTrue();
        assertThat(observed(back).readyReplicas()).isEqualTo(1);
    }

    @Test
    void anotherTryRemovesTheOneThatFailedAndKeepsTheOneThatServes() {
        serving(before);
        settle(after);
        Chat again = after.rollingOver();

        settle(again);

        assertThat(has(after)).isFalse();
        assertThat(has(before)).isTrue();
        assertThat(world.addressLeadsTo(again)).isEqualTo(before.name());
    }

    @Test
    void putsBackTheOldOneWhenSomebodyRemovesItWhileItServes() {
        serving(before);
        settle(after);
        world.vanish(before);

        run(after);

        assertThat(has(before)).isTrue();
    }

    @Test
    void putsTheAddressBackWhenSomebodyTurnsItElsewhere() {
        serving(before);
        world.change(
                AppliedKind.SERVICE,
                before.namespace(),
                before.endpointName(),
                tree -> tree.with("somewhere", "spec", "selector", "app"));

        run(before);

        assertThat(world.addressLeadsTo(before)).isEqualTo(before.name());
    }

    @Test
    void aDeploymentWithoutAnAddressOfItsOwnGetsOneThatLeadsToWhatServes() {
        serving(Chat.support());

        settle(after);

        assertThat(world.addressLeadsTo(after)).isEqualTo(before.name());
    }

    @Test
    void aStopWaitsForNoRollOver() {
        serving(before);
        settle(after);
        Chat stopped = after.generation(3).presence(Presence.STOPPED);

        settle(stopped);

        assertThat(has(before)).isFalse();
        assertThat(world.addressLeadsTo(stopped)).isEqualTo(after.name());
        assertThat(world.service(after).tree().integer("spec", "replicas")).contains(0);
    }

    @Test
    void aRetirementInTheMidstOfItRemovesBothAndTheAddress() {
        serving(before);
        settle(after);
        Chat gone = after.generation(3).presence(Presence.GONE);

        settle(gone);

        assertThat(has(before)).isFalse();
        assertThat(has(after)).isFalse();
        assertThat(world.has(AppliedKind.NIM_CACHE, before, before.cacheName())).isFalse();
        assertThat(world.has(AppliedKind.NIM_CACHE, after, after.cacheName())).isFalse();
        assertThat(world.has(AppliedKind.SERVICE, before, before.endpointName()))
                .isFalse();
        assertThat(decide(gone).gone()).isTrue();
    }

    @Test
    void aDeployerKilledAtAnyStepGoesOnToTheSameEnd() {
        serving(before);
        for (int step = 0; step < 12; step++) {
            Verdict once = decide(after);
            assertThat(new Reconciliation(World.POLICY).decide(World.wanted(after), world.snapshot(), world.now))
                    .isEqualTo(once);
            once.batches().stream().limit(1).forEach(batch -> world.carryOut(List.of(batch)));
            if (world.has(AppliedKind.NIM_CACHE, after, after.cacheName())) {
                world.cacheState(after, "Ready");
            }
            if (has(after)) {
                world.serve(after);
            }
            assertThat(has(before) || world.addressLeadsTo(after).equals(after.name()))
                    .as("something serves after step %d", step)
                    .isTrue();
        }
        assertThat(world.addressLeadsTo(after)).isEqualTo(after.name());
        assertThat(has(before)).isFalse();
        assertThat(decide(after).batches()).isEmpty();
    }

    @Test
    void refusesAServiceThatTakesAddressesOfOthers() {
        Judgement endpoint = judgement(decide(before.withExternalAddress("192.0.2.1")), ConditionType.ENDPOINT_PROBED);

        assertThat(endpoint.reason()).isEqualTo(ConditionReason.REFUSED_BY_DEPLOYER);
        assertThat(endpoint.message()).contains("spec.externalIPs");
    }

    private void serving(Chat chat) {
        settle(chat);
        world.serve(chat);
        settle(chat);
        assertThat(decide(chat).batches()).isEmpty();
    }

    /** Runs until nothing is written any more; weights arrive at once, replicas do not. */
    private void settle(Chat chat) {
        for (int run = 0; run < 8; run++) {
            run(chat);
            if (world.has(AppliedKind.NIM_CACHE, chat, chat.cacheName()) && chat.presence() != Presence.GONE) {
                world.cacheState(chat, "Ready");
            }
        }
    }

    private void run(Chat chat) {
        world.carryOut(decide(chat).batches());
    }

    private Verdict decide(Chat chat) {
        return reconciliation.decide(World.wanted(chat), world.snapshot(), world.now);
    }

    private DeploymentObservation observed(Chat chat) {
        return Observation.of(World.wanted(chat), world.snapshot(), List.of(), List.of(), List.of(), false);
    }

    private boolean has(Chat chat) {
        return world.snapshot()
                .object(ObjectRef.of(AppliedKind.NIM_SERVICE, chat.namespace(), chat.name()))
                .isPresent();
    }

    private static List<String> targets(Verdict verdict) {
        return verdict.batches().stream()
                .flatMap(List::stream)
                .map(action -> action.target().toString())
                .toList();
    }

    private static Judgement judgement(Verdict verdict) {
        return judgement(verdict, ConditionType.ENDPOINT_PROBED);
    }

    private static Judgement judgement(Verdict verdict, ConditionType type) {
        return verdict.judgements().stream()
                .filter(judgement -> judgement.type() == type)
                .findFirst()
                .orElseThrow();
    }
}
