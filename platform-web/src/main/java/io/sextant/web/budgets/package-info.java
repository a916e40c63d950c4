/** The pages of budgets. */
@NullMarked
package io.sextant.web.budgets;

import org.jspecify.annotations.NullMarked;
