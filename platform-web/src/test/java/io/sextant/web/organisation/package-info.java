/** Tests of the organisation's pages. */
@NullMarked
package io.sextant.web.organisation;

import org.jspecify.annotations.NullMarked;
