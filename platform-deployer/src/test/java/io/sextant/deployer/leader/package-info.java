/** Tests of leadership. */
@NullMarked
package io.sextant.deployer.leader;

import org.jspecify.annotations.NullMarked;
