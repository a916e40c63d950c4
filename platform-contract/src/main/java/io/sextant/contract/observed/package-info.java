/** What a deployer has seen on its cluster, as it reports it to the platform. */
@NullMarked
package io.sextant.contract.observed;

import org.jspecify.annotations.NullMarked;
