/** Tests of approval. */
@NullMarked
package io.sextant.api.approval;

import org.jspecify.annotations.NullMarked;
