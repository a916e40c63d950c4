/** Reclaims: a team asks back GPUs that it lends, and who borrowed them gives them back after a grace. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "isolation",
            "problem",
            "problem :: web",
            "paging",
            "tenancy",
            "quota",
            "jobs",
            "notification"
        })
@NullMarked
package io.sextant.api.reclaim;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
