package io.sextant.api.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when a deployment may run.
 *
 * @param endsAt when it is stopped; absent where it has no end
 * @param setBy who said so; absent where nobody has
 * @param latest the last moment that its end may be put to now; absent where there is none, and it need not end
 * @param over whether its end is past, so that it can be started only with a new one
 * @param revision to be named by who changes it; 0 where nobody has said anything
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeploymentLease(
        @Nullable Instant endsAt,
        @Nullable String setBy,
        @Nullable Instant setAt,
        @Nullable Instant latest,
        boolean over,
        int revision) {}
