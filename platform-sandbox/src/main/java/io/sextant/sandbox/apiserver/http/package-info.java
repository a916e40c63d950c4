/** HTTP/1.1 and WebSocket in front of the API. */
@NullMarked
package io.sextant.sandbox.apiserver.http;

import org.jspecify.annotations.NullMarked;
