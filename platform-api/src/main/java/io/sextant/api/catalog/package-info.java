/**
 * What can be deployed, and on what: NIM models with their profiles, and GPU products, each fact with its source; those the
 * platform ships, and those that administrators added.
 */
@ApplicationModule(allowedDependencies = {"audit", "problem", "problem :: web", "reference", "paging", "tenancy"})
@NullMarked
package io.sextant.api.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
