/** The way from what is seen to what is wanted: one class decides one step, none writes. */
@NullMarked
package io.sextant.deployer.step;

import org.jspecify.annotations.NullMarked;
