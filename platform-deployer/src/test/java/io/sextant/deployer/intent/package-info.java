@NullMarked
package io.sextant.deployer.intent;

import org.jspecify.annotations.NullMarked;
