package io.sextant.api.deployment.web;

import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.MeasureDeployment;
import io.sextant.api.deployment.Measured;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MetricsController {
    private static final Duration USUAL = Duration.ofHours(1);

    private final MeasureDeployment measuring;
    private final Clock clock;

    MetricsController(MeasureDeployment measuring, Clock clock) {
        this.measuring = measuring;
        this.clock = clock;
    }

    /** Of the hour before {@code until}, and until now, where nothing else is asked. */
    @GetMapping("/api/v1/deployments/{id}/metrics")
    @Requires(Permission.VIEW_TEAM)
    Measured metrics(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            Actor actor) {
        Instant end = Objects.requireNonNullElseGet(until, clock::instant);
        Instant begin = Objects.requireNonNullElseGet(from, () -> end.minus(USUAL));
        return measuring.between(new DeploymentId(id), begin, end, actor);
    }
}
