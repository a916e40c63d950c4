/** GPU products and the number formats they can compute in. */
@NullMarked
package io.sextant.planner.hardware;

import org.jspecify.annotations.NullMarked;
