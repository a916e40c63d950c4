/** Faults that the sandbox's cluster shows on demand; there is no such page outside the sandbox profile. */
@NullMarked
package io.sextant.web.faults;

import org.jspecify.annotations.NullMarked;
