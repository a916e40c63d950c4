package io.sextant.api.tenancy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission that a controller method needs.
 *
 * <p>It is checked before the method runs: the caller must hold it platform-wide or, unless {@link #everywhere()} says
 * otherwise, in at least one team. Which team it is about is checked by the use case, which knows whose thing it is. A test fails on a controller method that declares
 * neither this nor {@link AnyUser} nor {@link Anyone}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
    Permission value();

    /** Whether only a platform role will do. */
    boolean everywhere() default false;

    /** Any signed-in user. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface AnyUser {}

    /** Everybody, signed in or not. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Anyone {}

    /** A cluster's deployer, with its own token. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Deployer {}
}
