/** Plans: what a model, a workload and an SLA come to on this team's quota, prices and clusters. Nothing is written. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "tenancy",
            "cluster",
            "cluster :: preflight",
            "catalog",
            "measurement",
            "pricing",
            "sla",
            "quota"
        })
@NullMarked
package io.sextant.api.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
