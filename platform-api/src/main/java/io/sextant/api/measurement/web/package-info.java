/** Measurements over REST. */
@NullMarked
package io.sextant.api.measurement.web;

import org.jspecify.annotations.NullMarked;
