/** The sandbox profile: embedded Postgres, a cluster in a box and a demo organisation, so that one command shows the product. */
@NullMarked
package io.sextant.web.sandbox;

import org.jspecify.annotations.NullMarked;
