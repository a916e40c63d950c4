/** The loop on which the sandbox's controllers run: each looks at a namespace, decides, and leaves the writing to it. */
@NullMarked
package io.sextant.sandbox.control;

import org.jspecify.annotations.NullMarked;
