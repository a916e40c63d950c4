package io.sextant.deployer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.observed.GpuNode;
import io.sextant.deployer.cluster.ClusterFacts;
import io.sextant.deployer.cluster.NodeView;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryTest {
    @Test
    void countsGpusHeldByPodsThatHaveNotEndedAndLeavesOutNodesWithoutAny() {
        World world = World.withSecrets();
        world.nodes.add(new NodeView("plain", "", 0, 0, true));
        world.pods.add(world.replica(Chat.support(), "one", PodView.Phase.RUNNING));
        world.pods.add(world.replica(Chat.support(), "two", PodView.Phase.PENDING));
        world.pods.add(world.replica(Chat.support(), "old", PodView.Phase.FAILED));
        world.pods.add(world.unscheduledReplica(Chat.support(), "Insufficient"));

        var inventory = Inventory.of(
                "laptop", world.snapshot(), new ClusterFacts("v1.34.1", "3.1.2", List.of("standard"), true));

        assertThat(inventory.nodes()).containsExactly(new GpuNode("gpu-1", Chat.PRODUCT, 46068, 4, 2, true));
        assertThat(inventory.nimOperatorVersion()).isEqualTo("3.1.2");
    }
}
