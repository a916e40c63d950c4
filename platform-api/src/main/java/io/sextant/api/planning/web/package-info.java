/** Plans by REST: as JSON, and all candidates as CSV. */
@NullMarked
package io.sextant.api.planning.web;

import org.jspecify.annotations.NullMarked;
