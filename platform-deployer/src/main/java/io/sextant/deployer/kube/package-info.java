/** The only user of the Kubernetes client: watches, translates, writes. */
@NullMarked
package io.sextant.deployer.kube;

import org.jspecify.annotations.NullMarked;
