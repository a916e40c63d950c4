package io.sextant.deployer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sextant.contract.DeployerApi;
import io.sextant.contract.observed.ClusterSurvey;
import io.sextant.contract.observed.GpuNode;
import io.sextant.contract.observed.NodeTraits;
import io.sextant.deployer.cluster.ClusterFacts;
import io.sextant.deployer.cluster.NodeView;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryTest {
    private static final ClusterSurvey NOTHING = new ClusterSurvey(
            new ClusterSurvey.Deployer("test", DeployerApi.REVISION),
            new ClusterSurvey.NimOperator(null, List.of(), List.of(), null),
            null,
            List.of(),
            new ClusterSurvey.Routing(List.of(), List.of()),
            new ClusterSurvey.Metrics(false, "", List.of(), false, false),
            List.of(),
            List.of(),
            List.of());

    @Test
    void tellsOfNodesThatHandOutOnlyPartsOfGpus() {
        World world = World.withSecrets();
        world.nodes.add(new NodeView(
                "sliced",
                "NVIDIA-A100-SXM4-80GB",
                81920,
                0,
                new NodeTraits(
                        true, false, "", "", "none", 1, "mixed", "success", Map.of("nvidia.com/mig-1g.10gb", 7))));

        var inventory = Inventory.of("laptop", world.snapshot(), new ClusterFacts("v1", "3.1.2", List.of(), NOTHING));

        assertThat(inventory.nodes().getLast().traits())
                .isNotNull()
                .satisfies(traits -> assertThat(traits.parts()).containsEntry("nvidia.com/mig-1g.10gb", 7));
    }

    @Test
    void countsGpusHeldByPodsThatHaveNotEndedAndLeavesOutNodesWithoutAny() {
        World world = World.withSecrets();
        world.nodes.add(new NodeView("plain", "", 0, 0, true));
        world.pods.add(world.replica(Chat.support(), "one", PodView.Phase.RUNNING));
        world.pods.add(world.replica(Chat.support(), "two", PodView.Phase.PENDING));
        world.pods.add(world.replica(Chat.support(), "old", PodView.Phase.FAILED));
        world.pods.add(world.unscheduledReplica(Chat.support(), "Insufficient"));

        var inventory = Inventory.of(
                "laptop", world.snapshot(), new ClusterFacts("v1.34.1", "3.1.2", List.of("standard"), NOTHING));

        assertThat(inventory.nodes())
                .extracting(GpuNode::name, GpuNode::allocatableGpus, GpuNode::usedGpus, GpuNode::freeGpus)
                .containsExactly(tuple("gpu-1", 4, 2, 2));
        assertThat(inventory.nimOperatorVersion()).isEqualTo("3.1.2");
    }
}
