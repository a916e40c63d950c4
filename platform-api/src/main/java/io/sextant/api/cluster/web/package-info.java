/** Deployers' sign-in and reports of what clusters consist of, and the capacity that users see. */
@NamedInterface("web")
@NullMarked
package io.sextant.api.cluster.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
