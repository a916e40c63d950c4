/** What the platform says when it cannot do what it was asked: a closed list of problems, each with a remedy. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.sextant.api.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
