/** Tests of the page that causes faults. */
@NullMarked
package io.sextant.web.faults;

import org.jspecify.annotations.NullMarked;
