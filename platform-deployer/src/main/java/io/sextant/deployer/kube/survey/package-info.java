/** Looks at what a cluster offers besides GPUs, which rarely changes. */
@NullMarked
package io.sextant.deployer.kube.survey;

import org.jspecify.annotations.NullMarked;
