/** Approval: which requests need whose yes, and the requests that wait for one. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "isolation",
            "problem",
            "paging",
            "tenancy",
            "quota",
            "budget",
            "jobs",
            "notification",
            "problem :: web"
        })
@NullMarked
package io.sextant.api.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
