/** Tests of the pages of money. */
@NullMarked
package io.sextant.web.statements;

import org.jspecify.annotations.NullMarked;
