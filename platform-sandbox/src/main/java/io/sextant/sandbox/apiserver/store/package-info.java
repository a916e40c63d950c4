/** Objects by key under one revision counter, their journal on disk, and watches. */
@NullMarked
package io.sextant.sandbox.apiserver.store;

import org.jspecify.annotations.NullMarked;
