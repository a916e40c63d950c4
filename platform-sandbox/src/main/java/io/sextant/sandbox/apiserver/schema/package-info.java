/** Structural schemas of custom kinds with their CEL rules, as CustomResourceDefinitions write them. */
@NullMarked
package io.sextant.sandbox.apiserver.schema;

import org.jspecify.annotations.NullMarked;
