/** The pages of measurements: what was uploaded, its rows, and the upload itself. */
@NullMarked
package io.sextant.web.measurements;

import org.jspecify.annotations.NullMarked;
