package io.sextant.api.quota;

import io.sextant.api.tenancy.TeamId;

/** Published, in the transaction that does it, when a team's limit in a pool changes. */
public record QuotaLimitChanged(TeamId team, QuotaPool pool) {}
