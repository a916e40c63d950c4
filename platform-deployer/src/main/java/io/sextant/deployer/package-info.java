/** The cluster agent: pulls desired state from the platform, makes it true on Kubernetes, reports back. */
@NullMarked
package io.sextant.deployer;

import org.jspecify.annotations.NullMarked;
