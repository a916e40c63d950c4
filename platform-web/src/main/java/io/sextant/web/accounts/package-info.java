/** Accounts, for administrators. */
@NullMarked
package io.sextant.web.accounts;

import org.jspecify.annotations.NullMarked;
