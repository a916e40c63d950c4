package io.sextant.contract.desired;

import java.util.List;
import java.util.UUID;

/**
 * One deployment as accepted, with nothing left to decide.
 *
 * @param name the NIMService's name, unique in its namespace
 * @param generation grows with every accepted change; observations carry it back
 * @param secretNames secrets the namespace needs, copied by the deployer from its own namespace; never their content
 * @param readyWithinSeconds how long provisioning may take before the deployer reports it as overdue
 * @param servedModel the id that {@code /v1/models} must list once the endpoint is up
 */
public record DesiredDeployment(
        UUID id,
        String name,
        String namespace,
        long generation,
        Presence presence,
        Manifest nimCache,
        Manifest nimService,
        List<String> secretNames,
        long readyWithinSeconds,
        String servedModel) {
    public DesiredDeployment {
        secretNames = List.copyOf(secretNames);
    }
}
