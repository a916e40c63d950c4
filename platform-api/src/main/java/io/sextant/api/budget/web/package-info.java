/** Budgets by REST. */
@NullMarked
package io.sextant.api.budget.web;

import org.jspecify.annotations.NullMarked;
