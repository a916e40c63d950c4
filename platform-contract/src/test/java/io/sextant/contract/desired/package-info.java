/** Tests of what a cluster should hold. */
@NullMarked
package io.sextant.contract.desired;

import org.jspecify.annotations.NullMarked;
