/** What a write must pass before it is stored: defaults, validation, immutability, quota. */
@NullMarked
package io.sextant.sandbox.apiserver.admission;

import org.jspecify.annotations.NullMarked;
