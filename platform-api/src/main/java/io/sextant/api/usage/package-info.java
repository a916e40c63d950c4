/** Metering: the time replicas hold GPUs becomes hourly use and money. */
@ApplicationModule(allowedDependencies = {"problem", "tenancy", "catalog", "pricing", "quota"})
@NullMarked
package io.sextant.api.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
