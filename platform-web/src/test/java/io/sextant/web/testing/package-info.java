/** The product, started once for all tests of this module. */
@NullMarked
package io.sextant.web.testing;

import org.jspecify.annotations.NullMarked;
