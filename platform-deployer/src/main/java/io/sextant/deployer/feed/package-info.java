/** The only user of the platform's HTTP interface: pulls desired state, reports observations. */
@NullMarked
package io.sextant.deployer.feed;

import org.jspecify.annotations.NullMarked;
