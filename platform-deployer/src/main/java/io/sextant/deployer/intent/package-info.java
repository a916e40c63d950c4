/** What the platform asks for, after the deployer's own guards. */
@NullMarked
package io.sextant.deployer.intent;

import org.jspecify.annotations.NullMarked;
