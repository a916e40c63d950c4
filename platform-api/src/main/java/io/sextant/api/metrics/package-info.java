/** What deployments' engines measured of the requests they served, by minute and by hour. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.sextant.api.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
