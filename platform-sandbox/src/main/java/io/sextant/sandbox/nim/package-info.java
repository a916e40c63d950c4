/** OpenAI-compatible endpoints of the sandbox's NIMs, timed by a continuous-batching engine and answered without a model. */
@NullMarked
package io.sextant.sandbox.nim;

import org.jspecify.annotations.NullMarked;
