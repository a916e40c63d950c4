/** A cluster in a box: everything of Sextant's sandbox put together. */
@NullMarked
package io.sextant.sandbox;

import org.jspecify.annotations.NullMarked;
