package io.sextant.deployer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.observed.ClusterEvent;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.EventView;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.World;
import io.sextant.deployer.intent.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private final World world = World.withSecrets();
    private final Chat chat = Chat.support();

    @Test
    void tellsReplicasAndEndpointOfTheOperatorsService() {
        Wanted.Serving serving = (Wanted.Serving) World.wanted(chat.replicas(2));
        world.change(
                AppliedKind.NIM_SERVICE,
                chat.namespace(),
                chat.name(),
                tree -> serving.nimService().tree());
        world.serve(chat.replicas(2));

        DeploymentObservation observation = observe();

        assertThat(observation.desiredReplicas()).isEqualTo(2);
        assertThat(observation.readyReplicas()).isEqualTo(2);
        assertThat(observation.endpointUrl()).isEqualTo("http://10.96.0.7:8000");
    }

    @Test
    void tellsTheEventsOfThisDeploymentOnlyNewestLast() {
        event("Pod", "support-chat-5d9f7-abcde", 3);
        event("ReplicaSet", "support-chat-5d9f7", 2);
        event("NIMCache", "support-chat-7b8458eb", 1);
        event("Pod", "support-chat-7b8458eb-pod", 4);
        event("Pod", "support-chat-eu-5d9f7-abcde", 5);
        event("NIMService", "support-chat-eu", 6);

        assertThat(observe().events())
                .extracting(ClusterEvent::object)
                .containsExactly(
                        "NIMCache/support-chat-7b8458eb",
                        "ReplicaSet/support-chat-5d9f7",
                        "Pod/support-chat-5d9f7-abcde",
                        "Pod/support-chat-7b8458eb-pod");
    }

    @Test
    void tellsAtMostTheFiftyNewestEvents() {
        for (int second = 0; second < 60; second++) {
            event("NIMService", "support-chat", second);
        }

        assertThat(observe().events())
                .hasSize(50)
                .last()
                .matches(event -> event.at().equals(World.START.plusSeconds(59)));
    }

    private DeploymentObservation observe() {
        return Observation.of(World.wanted(chat), world.snapshot(), List.of(), List.of(), List.of(), false);
    }

    private void event(String kind, String name, long second) {
        world.events.add(new EventView(
                chat.namespace(), kind, name, false, "Reason", "message", World.START.plusSeconds(second)));
    }
}
