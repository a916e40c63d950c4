/** The catalogue over REST. */
@NullMarked
package io.sextant.api.catalog.web;

import org.jspecify.annotations.NullMarked;
