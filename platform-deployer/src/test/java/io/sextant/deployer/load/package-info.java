/** Runs of the deployer against a large sandbox cluster, each started by a Maven profile; see DEVELOPING.md. */
@NullMarked
package io.sextant.deployer.load;

import org.jspecify.annotations.NullMarked;
