/** Judges what a cluster was last reported to consist of: pure functions of values. */
@NamedInterface("preflight")
@NullMarked
package io.sextant.api.cluster.preflight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
