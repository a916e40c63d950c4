/** Measuring OpenAI-compatible streaming endpoints, and reading what other tools measured; nothing is built yet. */
@NullMarked
package io.sextant.benchmark;

import org.jspecify.annotations.NullMarked;
