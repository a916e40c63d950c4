/** What the production profile refuses to start with. */
@NullMarked
package io.sextant.web.production;

import org.jspecify.annotations.NullMarked;
