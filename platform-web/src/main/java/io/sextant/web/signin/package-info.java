/** Signing in to the portal. */
@NullMarked
package io.sextant.web.signin;

import org.jspecify.annotations.NullMarked;
