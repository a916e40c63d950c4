/** What auditors do with the audit trail: find entries, take them along, and prove that none was changed. */
@ApplicationModule(allowedDependencies = {"audit", "jobs", "notification", "paging", "problem", "tenancy"})
@NullMarked
package io.sextant.api.auditing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
