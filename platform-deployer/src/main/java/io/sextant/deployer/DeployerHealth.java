package io.sextant.deployer;

import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while the deployer that leads cannot hear the platform or see its cluster; one that stands by is up. */
class DeployerHealth extends AbstractHealthIndicator {
    private final DeployerLife deployer;

    DeployerHealth(DeployerLife deployer) {
        super("The deployer's health could not be told");
        this.deployer = deployer;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.withDetail("standing", deployer.standing());
        List<String> troubles = deployer.troubles();
        if (troubles.isEmpty()) {
            builder.up();
        } else {
            builder.down().withDetail("troubles", troubles);
        }
    }
}
