/** The pages of statements and of what costs how much. */
@NullMarked
package io.sextant.web.statements;

import org.jspecify.annotations.NullMarked;
