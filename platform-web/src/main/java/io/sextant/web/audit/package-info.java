/** The audit trail's pages. */
@NullMarked
package io.sextant.web.audit;

import org.jspecify.annotations.NullMarked;
