/** The pages of SLA profiles: what users must feel, by name and version. */
@NullMarked
package io.sextant.web.sla;

import org.jspecify.annotations.NullMarked;
