/** Asks a deployment's endpoint for its models. */
@NullMarked
package io.sextant.deployer.probe;

import org.jspecify.annotations.NullMarked;
