/** The horizontal pod autoscaler, after the algorithm that Kubernetes documents; its decisions are pure functions. */
@NullMarked
package io.sextant.sandbox.autoscaler;

import org.jspecify.annotations.NullMarked;
