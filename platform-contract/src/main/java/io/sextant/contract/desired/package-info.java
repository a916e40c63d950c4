/** What a cluster should hold, as the platform tells it to that cluster's deployer. */
@NullMarked
package io.sextant.contract.desired;

import org.jspecify.annotations.NullMarked;
