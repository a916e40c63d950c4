/** The level-triggered loop that runs the steps and hands their writes out. */
@NullMarked
package io.sextant.deployer.loop;

import org.jspecify.annotations.NullMarked;
