/** Prices over REST. */
@NullMarked
package io.sextant.api.pricing.web;

import org.jspecify.annotations.NullMarked;
