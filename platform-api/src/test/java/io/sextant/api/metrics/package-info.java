@NullMarked
package io.sextant.api.metrics;

import org.jspecify.annotations.NullMarked;
