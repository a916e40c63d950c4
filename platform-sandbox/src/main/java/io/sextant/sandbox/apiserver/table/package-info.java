/** Objects as the rows that kubectl prints. */
@NullMarked
package io.sextant.sandbox.apiserver.table;

import org.jspecify.annotations.NullMarked;
