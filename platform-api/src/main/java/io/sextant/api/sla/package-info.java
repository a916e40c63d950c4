/** What users must feel: named, versioned sets of targets of the organisation and of its teams. */
@ApplicationModule(allowedDependencies = {"audit", "isolation", "problem", "problem :: web", "paging", "tenancy"})
@NullMarked
package io.sextant.api.sla;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
