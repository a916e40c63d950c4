/** The guides that the product serves itself, so that every number's formula is one link away. */
@NullMarked
package io.sextant.web.docs;

import org.jspecify.annotations.NullMarked;
