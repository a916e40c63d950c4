package io.sextant.deployer.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.desired.DesiredState;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.World;
import io.sextant.deployer.intent.Intent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrphanRemovalTest {
    private final OrphanRemoval removal = new OrphanRemoval("laptop", Duration.ofMinutes(2));
    private final World world = World.withSecrets();
    private final Chat chat = Chat.support();
    private final Intent nothing = Intent.of(new DesiredState("laptop", 2, List.of(), List.of()), World.POLICY);

    @BeforeEach
    void applyADeployment() {
        Reconciliation reconciliation = new Reconciliation(World.POLICY);
        for (int run = 0; run < 5; run++) {
            world.carryOut(reconciliation
                    .decide(World.wanted(chat), world.snapshot(), world.now)
                    .batches());
            if (world.has(AppliedKind.NIM_CACHE, chat, chat.cacheName())) {
                world.cacheState(chat, "Ready");
            }
        }
    }

    @Test
    void keepsWhatThePlatformLists() {
        world.now = World.START.plus(Duration.ofHours(1));

        assertThat(removal.decide(Intent.of(Chat.desired(2, chat), World.POLICY), world.snapshot(), world.now))
                .isEmpty();
    }

    @Test
    void keepsWhatWasAppliedJustNow() {
        assertThat(removal.decide(nothing, world.snapshot(), world.now)).isEmpty();
    }

    @Test
    void removesTheServiceFirstAndItsWeightsWhenNothingUsesThem() {
        world.now = World.START.plus(Duration.ofHours(1));

        List<ClusterAction> first = removal.decide(nothing, world.snapshot(), world.now);
        world.carryOut(List.of(first));
        List<ClusterAction> second = removal.decide(nothing, world.snapshot(), world.now);

        assertThat(first).extracting(action -> action.target().toString()).containsExactly("NIMService/support-chat");
        assertThat(second)
                .extracting(action -> action.target().toString())
                .containsExactly("NIMCache/support-chat-7b8458eb");
    }

    @Test
    void keepsWhatAnotherClustersDeployerOrAHumanMade() {
        world.now = World.START.plus(Duration.ofHours(1));
        world.strangersService(chat.named("legacy"));

        assertThat(new OrphanRemoval("elsewhere", Duration.ofMinutes(2)).decide(nothing, world.snapshot(), world.now))
                .isEmpty();
        assertThat(removal.decide(nothing, world.snapshot(), world.now))
                .noneMatch(action -> action.target().name().equals("legacy"));
    }
}
