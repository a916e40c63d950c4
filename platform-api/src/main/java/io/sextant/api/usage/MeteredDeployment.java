package io.sextant.api.usage;

import io.sextant.api.tenancy.TeamId;
import java.util.UUID;

/**
 * Whose use is metered, as far as a bill needs it once the deployment is gone.
 *
 * @param model NIM id of what it serves
 * @param reclaimable whether its class may borrow GPUs, which can be asked back
 */
public record MeteredDeployment(UUID id, String name, String model, TeamId team, String cluster, boolean reclaimable) {}
