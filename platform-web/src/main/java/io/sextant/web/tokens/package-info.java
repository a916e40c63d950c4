/** A reader's API tokens. */
@NullMarked
package io.sextant.web.tokens;

import org.jspecify.annotations.NullMarked;
