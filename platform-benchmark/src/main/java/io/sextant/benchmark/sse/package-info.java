/** Streaming requests to OpenAI-compatible endpoints. */
@NullMarked
package io.sextant.benchmark.sse;

import org.jspecify.annotations.NullMarked;
