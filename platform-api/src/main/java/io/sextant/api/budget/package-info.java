/** Budgets: what a node of the organisation may spend in a period, and what it will have spent. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "isolation",
            "problem",
            "paging",
            "problem :: web",
            "tenancy",
            "catalog",
            "pricing",
            "quota",
            "usage",
            "jobs",
            "notification"
        })
@NullMarked
package io.sextant.api.budget;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
