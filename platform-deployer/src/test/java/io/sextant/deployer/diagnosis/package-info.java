@NullMarked
package io.sextant.deployer.diagnosis;

import org.jspecify.annotations.NullMarked;
