/** Files of measurements, good and bad. */
@NullMarked
package io.sextant.api.measurement;

import org.jspecify.annotations.NullMarked;
