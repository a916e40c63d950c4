/** SLA profiles over REST. */
@NullMarked
package io.sextant.api.sla.web;

import org.jspecify.annotations.NullMarked;
