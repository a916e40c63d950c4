/** The tree of the organisation, for administrators. */
@NullMarked
package io.sextant.web.organisation;

import org.jspecify.annotations.NullMarked;
