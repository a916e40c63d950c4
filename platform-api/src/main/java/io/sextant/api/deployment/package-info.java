/** Deployments: submitting, watching, using and retiring a model that a team runs. */
@ApplicationModule(
        allowedDependencies = {
            "approval",
            "audit",
            "isolation",
            "problem",
            "problem :: web",
            "paging",
            "tenancy",
            "catalog",
            "planning",
            "quota",
            "budget",
            "usage",
            "metrics",
            "cluster",
            "notification",
            "jobs",
            "cluster :: web"
        })
@NullMarked
package io.sextant.api.deployment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
