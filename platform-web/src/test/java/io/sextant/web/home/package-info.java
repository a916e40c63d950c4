/** The page one arrives at. */
@NullMarked
package io.sextant.web.home;

import org.jspecify.annotations.NullMarked;
