/** Statements: what each node of the organisation is charged by month, closed months frozen, and how it is made up. */
@ApplicationModule(
        allowedDependencies = {"audit", "problem", "paging", "tenancy", "catalog", "pricing", "usage", "metrics"})
@NullMarked
package io.sextant.api.billing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
