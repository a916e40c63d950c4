@NullMarked
package io.sextant.deployer.metrics;

import org.jspecify.annotations.NullMarked;
