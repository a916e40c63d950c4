@NullMarked
package io.sextant.deployer;

import org.jspecify.annotations.NullMarked;
