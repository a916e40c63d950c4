/** Tests of metering. */
@NullMarked
package io.sextant.api.usage;

import org.jspecify.annotations.NullMarked;
