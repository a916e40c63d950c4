/** Statements: what each node of the organisation is charged by month, closed months frozen, and how it is made up. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "isolation",
            "problem",
            "paging",
            "tenancy",
            "cluster",
            "catalog",
            "pricing",
            "quota",
            "usage",
            "metrics"
        })
@NullMarked
package io.sextant.api.billing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
