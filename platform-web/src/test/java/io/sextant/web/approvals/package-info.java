/** Tests of the pages of approval. */
@NullMarked
package io.sextant.web.approvals;

import org.jspecify.annotations.NullMarked;
