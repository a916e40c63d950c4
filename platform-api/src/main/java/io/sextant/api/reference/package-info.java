/** Reference data that ships with the platform, read row by row with its place for error messages. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.sextant.api.reference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
