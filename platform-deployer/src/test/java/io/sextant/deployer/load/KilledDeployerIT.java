package io.sextant.deployer.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A life in which the deployer's process is killed again and again; {@link KillRun} does it at every write. */
class KilledDeployerIT {
    private static final long SEED = 17;

    @Test
    void makesTheSameObjectsHoweverOftenItIsKilled() {
        try (KilledDeployer killed = new KilledDeployer(SEED)) {
            KilledDeployer.Life undisturbed = killed.live("undisturbed", List.of());
            assertThat(undisturbed.converged()).isTrue();
            int last = undisturbed.writes();

            KilledDeployer.Life life = killed.live(
                    "killed",
                    List.of(
                            new KillPoint(1, true),
                            new KillPoint(4, false),
                            new KillPoint(last / 2 + 2, true),
                            new KillPoint(last, false)));

            assertThat(life.converged()).isTrue();
            assertThat(life.kills()).isGreaterThanOrEqualTo(3);
            assertThat(life.content()).isEqualTo(undisturbed.content());
        }
    }
}
