/** A reader's notices, and which of them come by e-mail. */
@NullMarked
package io.sextant.web.notices;

import org.jspecify.annotations.NullMarked;
