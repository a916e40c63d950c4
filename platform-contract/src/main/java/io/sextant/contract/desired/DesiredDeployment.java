package io.sextant.contract.desired;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One deployment as accepted, with nothing left to decide.
 *
 * @param name of the deployment, unique in its namespace
 * @param generation grows with every accepted change; observations carry it back
 * @param secretNames secrets the namespace needs, copied by the deployer from its own namespace; never their content
 * @param readyWithinSeconds how long provisioning may take before the deployer reports it as overdue
 * @param servedModel the id that {@code /v1/models} must list once the endpoint is up
 * @param endpoint Service that keeps one address whatever NIMService answers under it; absent where the NIMService's own
 *     address is all there is
 * @param companions what else stands beside the NIMService, as far as there is any: its disruption budget, its ScaledObject, the
 *     route to its address
 * @param former NIMServices of earlier generations whose end was not reported yet, newest first
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
        String servedModel,
        @Nullable Manifest endpoint,
        List<Manifest> companions,
        List<FormerRelease> former) {
    public DesiredDeployment {
        secretNames = List.copyOf(secretNames);
        // Platforms of earlier releases do not send them.
        companions = List.copyOf(Objects.requireNonNullElse(companions, List.of()));
        former = List.copyOf(Objects.requireNonNullElse(former, List.of()));
    }

    /** One that answers under the address of its NIMService alone. */
    public DesiredDeployment(
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
        this(
                id,
                name,
                namespace,
                generation,
                presence,
                nimCache,
                nimService,
                secretNames,
                readyWithinSeconds,
                servedModel,
                null,
                List.of(),
                List.of());
    }
}
