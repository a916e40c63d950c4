/** Tests of budgets. */
@NullMarked
package io.sextant.api.reclaim;

import org.jspecify.annotations.NullMarked;
