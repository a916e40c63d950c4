package io.sextant.web.signin;

import org.jspecify.annotations.Nullable;

/**
 * How people sign in.
 *
 * @param provider what people call the identity provider; null where there is none
 * @param local with a password of the platform
 */
public record SignInWays(@Nullable String provider, boolean local) {}
