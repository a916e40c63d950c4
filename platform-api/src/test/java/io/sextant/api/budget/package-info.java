/** Tests of budgets. */
@NullMarked
package io.sextant.api.budget;

import org.jspecify.annotations.NullMarked;
