/** Use and cost by REST. */
@NullMarked
package io.sextant.api.usage.web;

import org.jspecify.annotations.NullMarked;
