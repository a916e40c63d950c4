package io.sextant.api.usage;

import io.sextant.api.tenancy.TeamId;
import java.util.UUID;

/** Whose use is metered, as far as a bill needs it once the deployment is gone. */
public record MeteredDeployment(UUID id, String name, TeamId team, String cluster) {}
