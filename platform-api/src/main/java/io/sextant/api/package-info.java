/** The domain: one package a feature, with its REST controllers and persistence. */
@NullMarked
package io.sextant.api;

import org.jspecify.annotations.NullMarked;
