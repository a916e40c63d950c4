/** Problems as RFC 9457 problem+json. */
@NamedInterface("web")
@NullMarked
package io.sextant.api.problem.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
