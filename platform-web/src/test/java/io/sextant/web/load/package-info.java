/** Puts load on a started product; see DEVELOPING.md. */
@NullMarked
package io.sextant.web.load;

import org.jspecify.annotations.NullMarked;
