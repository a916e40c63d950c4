package io.sextant.deployer;

import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while the deployer cannot hear the platform or see its cluster. */
class DeployerHealth extends AbstractHealthIndicator {
    private final Deployer deployer;

    DeployerHealth(Deployer deployer) {
        super("The deployer's health could not be told");
        this.deployer = deployer;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<String> troubles = deployer.troubles();
        if (troubles.isEmpty()) {
            builder.up();
        } else {
            builder.down().withDetail("troubles", troubles);
        }
    }
}
