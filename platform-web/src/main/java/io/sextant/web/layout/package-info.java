/** What every page shares: the frame around it, and what it shows when something goes wrong. */
@NullMarked
package io.sextant.web.layout;

import org.jspecify.annotations.NullMarked;
