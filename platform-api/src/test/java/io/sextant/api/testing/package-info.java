/** What integration tests of this module stand on: a real Postgres, the whole module, people with tokens, a settable clock. */
@NullMarked
package io.sextant.api.testing;

import org.jspecify.annotations.NullMarked;
