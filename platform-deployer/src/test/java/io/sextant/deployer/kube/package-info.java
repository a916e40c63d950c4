@NullMarked
package io.sextant.deployer.kube;

import org.jspecify.annotations.NullMarked;
