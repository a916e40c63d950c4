/** How one version of an object becomes the next: patches, server-side apply, field ownership. */
@NullMarked
package io.sextant.sandbox.apiserver.merge;

import org.jspecify.annotations.NullMarked;
