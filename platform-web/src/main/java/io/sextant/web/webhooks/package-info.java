/** Webhooks: where a team, a department or the organisation is told by HTTP, and what was sent there. */
@NullMarked
package io.sextant.web.webhooks;

import org.jspecify.annotations.NullMarked;
