/** Measurements that administrators upload, checked row by row, and read again by the planner. */
@ApplicationModule(allowedDependencies = {"audit", "catalog", "problem", "paging", "tenancy"})
@NullMarked
package io.sextant.api.measurement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
