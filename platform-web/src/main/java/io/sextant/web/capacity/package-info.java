/** The clusters with their GPUs as people see them. */
@NullMarked
package io.sextant.web.capacity;

import org.jspecify.annotations.NullMarked;
