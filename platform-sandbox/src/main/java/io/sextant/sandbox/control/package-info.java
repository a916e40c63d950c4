/** The loop on which the sandbox's controllers run: each reads the whole cluster, decides, and leaves the writing to it. */
@NullMarked
package io.sextant.sandbox.control;

import org.jspecify.annotations.NullMarked;
