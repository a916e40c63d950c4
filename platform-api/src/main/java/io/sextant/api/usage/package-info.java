/** Metering and rating: the time replicas hold GPUs becomes hours, and hours become charges. */
@ApplicationModule(allowedDependencies = {"problem", "tenancy", "catalog", "pricing", "quota", "jobs"})
@NullMarked
package io.sextant.api.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
