/** Work that recurs: kept in the database, so that one instance of the platform does it, and after an outage soon. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.sextant.api.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
