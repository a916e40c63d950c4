/** The kinds that are served, the shape of their fields, objects as JSON trees, and the API's error answers. */
@NullMarked
package io.sextant.sandbox.apiserver.kind;

import org.jspecify.annotations.NullMarked;
