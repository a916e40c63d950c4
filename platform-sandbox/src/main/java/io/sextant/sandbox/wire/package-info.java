/** What every HTTP server of the sandbox needs of its connections. */
@NullMarked
package io.sextant.sandbox.wire;

import org.jspecify.annotations.NullMarked;
