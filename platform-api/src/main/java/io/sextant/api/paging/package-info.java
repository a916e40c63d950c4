/** Lists that are handed out a page at a time. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package io.sextant.api.paging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
