/** The page of a team's metered usage. */
@NullMarked
package io.sextant.web.usage;

import org.jspecify.annotations.NullMarked;
