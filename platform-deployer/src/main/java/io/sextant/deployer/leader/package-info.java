/** Which of several deployers of a cluster writes: the one that holds the Lease. */
@NullMarked
package io.sextant.deployer.leader;

import org.jspecify.annotations.NullMarked;
