/** What was seen on the cluster, as immutable values without a client. */
@NullMarked
package io.sextant.deployer.cluster;

import org.jspecify.annotations.NullMarked;
