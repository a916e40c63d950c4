/** Statements and showback by REST. */
@NullMarked
package io.sextant.api.billing.web;

import org.jspecify.annotations.NullMarked;
