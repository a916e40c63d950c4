package io.sextant.deployer.intent;

import java.time.Duration;

/**
 * A NIMService of an earlier generation of a deployment.
 *
 * @param drain it runs on after the address was moved away from it
 */
public record Former(long generation, AdmittedManifest nimCache, AdmittedManifest nimService, Duration drain) {
    public String serviceName() {
        return nimService.ref().name();
    }
}
