/** GPU quota: how many GPUs of a pool each node of the organisation may hold, and who holds them. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "isolation",
            "problem",
            "problem :: web",
            "tenancy",
            "cluster",
            "paging",
            "notification"
        })
@NullMarked
package io.sextant.api.quota;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
