/** The second wall between teams: the database itself shows and changes a request's rows only as far as its caller's teams. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.sextant.api.isolation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
