/** A small Kubernetes API server in memory, for the fabric8 client and kubectl alike. */
@NullMarked
package io.sextant.sandbox.apiserver;

import org.jspecify.annotations.NullMarked;
