/** Tests of the derived status. */
@NullMarked
package io.sextant.api.deployment.status;

import org.jspecify.annotations.NullMarked;
