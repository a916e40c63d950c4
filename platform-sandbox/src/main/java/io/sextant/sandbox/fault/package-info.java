/** Faults that the sandbox shows on demand: which there are, which hold now, and how they are caused and cleared. */
@NullMarked
package io.sextant.sandbox.fault;

import org.jspecify.annotations.NullMarked;
