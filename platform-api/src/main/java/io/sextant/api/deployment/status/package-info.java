/** Derives a deployment's status from what is desired, what was observed and the time: pure functions of values. */
@NamedInterface("status")
@NullMarked
package io.sextant.api.deployment.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
