@NullMarked
package io.sextant.deployer.step;

import org.jspecify.annotations.NullMarked;
