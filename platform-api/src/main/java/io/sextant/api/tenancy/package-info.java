/** Who is there and what they may do: the tree of teams, users, their roles, and API tokens. */
@ApplicationModule(allowedDependencies = {"audit", "isolation", "paging", "problem", "problem :: web"})
@NullMarked
package io.sextant.api.tenancy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
