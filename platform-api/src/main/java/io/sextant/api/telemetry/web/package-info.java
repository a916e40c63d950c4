/** The platform's own metrics over HTTP. */
@NullMarked
package io.sextant.api.telemetry.web;

import org.jspecify.annotations.NullMarked;
