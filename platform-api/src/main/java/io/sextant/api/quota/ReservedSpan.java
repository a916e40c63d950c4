package io.sextant.api.quota;

import io.sextant.api.tenancy.TeamId;
import java.time.Instant;

/** GPUs of a pool that a team had reserved from one moment to another. */
public record ReservedSpan(TeamId team, QuotaPool pool, int gpus, Instant from, Instant until) {}
