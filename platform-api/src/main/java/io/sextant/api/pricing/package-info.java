/** What a GPU hour costs: the organisation's own effective-dated prices, and dated quotes of the market beside them. */
@ApplicationModule(allowedDependencies = {"audit", "catalog", "cluster", "problem", "reference", "paging", "tenancy"})
@NullMarked
package io.sextant.api.pricing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
