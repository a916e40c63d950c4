/** Clusters: which there are, who may report for them, and what they were last seen to consist of. */
@ApplicationModule(allowedDependencies = {"audit", "problem", "problem :: web", "tenancy", "catalog"})
@NullMarked
package io.sextant.api.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
