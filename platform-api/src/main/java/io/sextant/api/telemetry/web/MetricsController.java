package io.sextant.api.telemetry.web;

import io.sextant.api.telemetry.PlatformMetrics;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The platform's own metrics for Prometheus, which reads them with an API token. */
@RestController
@RequestMapping("/api/v1/metrics")
class MetricsController {
    private static final String TYPE = "text/plain;version=0.0.4;charset=utf-8";

    private final PlatformMetrics metrics;

    MetricsController(PlatformMetrics metrics) {
        this.metrics = metrics;
    }

    @GetMapping(produces = TYPE)
    @Requires(Permission.VIEW_AUDIT)
    ResponseEntity<String> metrics(Actor actor) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(metrics.read(actor));
    }
}
