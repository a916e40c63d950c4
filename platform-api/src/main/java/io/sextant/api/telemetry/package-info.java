/** What the platform tells of itself to Prometheus. */
@ApplicationModule(allowedDependencies = {"tenancy"})
@NullMarked
package io.sextant.api.telemetry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
