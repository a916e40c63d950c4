/** Reclaims by REST. */
@NullMarked
package io.sextant.api.reclaim.web;

import org.jspecify.annotations.NullMarked;
