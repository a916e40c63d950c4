/** The organisation as a file: its tree, quotas, prices, budgets and approval policies written out, and made so again. */
@ApplicationModule(
        allowedDependencies = {"approval", "audit", "budget", "pricing", "problem", "problem :: web", "quota", "tenancy"
        })
@NullMarked
package io.sextant.api.orgfile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
