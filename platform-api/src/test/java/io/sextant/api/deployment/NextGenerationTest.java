package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.deployment.GenerationStore.Stored;
import io.sextant.api.deployment.manifest.NimBlueprint;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.contract.desired.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NextGenerationTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final WeightsVolume ONE_NODE = new WeightsVolume(false);
    private static final WeightsVolume SEVERAL_NODES = new WeightsVolume(true);
    private static final PlanProposal PLAN = Proposals.of("d1", "profile-one", 1);

    private final Stored first = stored(1, "chat", PLAN, ONE_NODE.of("chat", PLAN));

    @Test
    void staysInItsNimServiceWhenOnlyTheNumberOfReplicasChanges() {
        Stored shared = stored(1, "chat", PLAN, SEVERAL_NODES.of("chat", PLAN));

        assertThat(next(List.of(shared), new DeploymentChange.Resize(1, 4), null, SEVERAL_NODES)
                        .inPlace("Dana", NOW))
                .hasValueSatisfying(stored -> {
                    assertThat(stored.service()).isEqualTo("chat");
                    assertThat(stored.cache()).isEqualTo(shared.cache());
                });
    }

    @Test
    void aVolumeForOneNodeKeepsNoSecondReplica() {
        NextGeneration next = next(List.of(first), new DeploymentChange.Resize(2, 2), null, ONE_NODE);

        assertThat(next.inPlace("Dana", NOW)).isEmpty();
        Stored beside = next.rollingOver("Dana", NOW);
        assertThat(beside.service()).isEqualTo("chat-g2");
        assertThat(beside.cache().shared()).isTrue();
        assertThat(beside.cache().name()).isNotEqualTo(first.cache().name());
    }

    @Test
    void anotherPlanHasWeightsOfItsOwn() {
        PlanProposal other = Proposals.of("d2", "profile-two", 1);

        Stored beside = next(List.of(first), new DeploymentChange.Replan("c", "d2"), other, ONE_NODE)
                .rollingOver("Dana", NOW);

        assertThat(beside.content().plan()).isEqualTo(other);
        assertThat(beside.cache().name()).isNotEqualTo(first.cache().name());
    }

    @Test
    void aSecondNimServiceOfTheSameProfileDoesNotShareAVolumeForOneNode() {
        NextGeneration next = next(List.of(first), new DeploymentChange.Resize(1, 2), null, ONE_NODE);
        PlanProposal same = Proposals.of("d2", "profile-one", 1);

        Stored beside = next(
                        List.of(first),
                        new DeploymentChange.Replan("c", "d2"),
                        Proposals.on(same, "other-gpu"),
                        ONE_NODE)
                .rollingOver("Dana", NOW);

        assertThat(beside.cache().name()).endsWith("-g2");
        assertThat(next.rollingOver("Dana", NOW).cache()).isEqualTo(SEVERAL_NODES.of("chat", PLAN));
    }

    @Test
    void deploymentsOfATeamShareTheSameWeightsOnAVolumeForSeveralNodes() {
        PlanProposal other = Proposals.of("d2", "profile-two", 1);

        assertThat(SEVERAL_NODES.of("chat", PLAN)).isEqualTo(SEVERAL_NODES.of("search", PLAN));
        assertThat(SEVERAL_NODES.of("chat", PLAN)).isNotEqualTo(SEVERAL_NODES.of("chat", other));
        assertThat(ONE_NODE.of("chat", PLAN)).isNotEqualTo(ONE_NODE.of("search", PLAN));
    }

    @Test
    void goesBackToTheNimServiceThatStillServes() {
        PlanProposal other = Proposals.of("d2", "profile-two", 1);
        Stored second = stored(2, "chat-g2", other, ONE_NODE.of("chat", other));

        assertThat(next(List.of(first, second), new DeploymentChange.RollBack(1), null, ONE_NODE)
                        .inPlace("Dana", NOW))
                .hasValueSatisfying(stored -> {
                    assertThat(stored.service()).isEqualTo("chat");
                    assertThat(stored.cache()).isEqualTo(first.cache());
                });
    }

    @Test
    void goesBackWithANewNimServiceWhereTheEarlierOneHasEnded() {
        PlanProposal other = Proposals.of("d2", "profile-two", 1);
        Stored second = stored(2, "chat-g2", other, ONE_NODE.of("chat", other));
        NextGeneration next = new NextGeneration(
                "chat",
                List.of(first, second),
                Set.of("chat-g2"),
                new DeploymentChange.RollBack(1),
                2L,
                null,
                ONE_NODE);

        assertThat(next.inPlace("Dana", NOW)).isEmpty();
        assertThat(next.rollingOver("Dana", NOW).service()).isEqualTo("chat-g3");
    }

    @Test
    void resizesThePlanThatWasAcceptedLast() {
        PlanProposal other = Proposals.of("d2", "profile-two", 1);
        Stored second = stored(2, "chat-g2", other, ONE_NODE.of("chat", other));

        PlanProposal resized = next(List.of(first, second), new DeploymentChange.Resize(3, 3), null, ONE_NODE)
                .content()
                .plan();

        assertThat(resized.profile().id()).isEqualTo("profile-two");
        assertThat(resized.scale().maxReplicas()).isEqualTo(3);
    }

    @Test
    void refusesThePlanThatItRunsBy() {
        assertThatThrownBy(() -> next(List.of(first), new DeploymentChange.Replan("c", "d1"), PLAN, ONE_NODE)
                        .content())
                .isInstanceOf(PlatformProblem.Conflict.class);
    }

    private static NextGeneration next(
            List<Stored> past, DeploymentChange change, @Nullable PlanProposal replanned, WeightsVolume volume) {
        return new NextGeneration("chat", past, Set.of("chat", "chat-g2"), change, 1L, replanned, volume);
    }

    private static Stored stored(long number, String service, PlanProposal plan, NimBlueprint.Cache cache) {
        return new Stored(
                number,
                number == 1 ? DeploymentGeneration.Kind.SUBMITTED : DeploymentGeneration.Kind.REPLANNED,
                null,
                new Content(Presence.RUNNING, plan),
                service,
                cache,
                "Dana",
                NOW);
    }
}
