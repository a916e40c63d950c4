/** Configurations of real models and broken ones. */
@NullMarked
package io.sextant.api.catalog.config;

import org.jspecify.annotations.NullMarked;
