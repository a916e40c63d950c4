/** Signing in to the REST API, and what a caller learns about itself. */
@NullMarked
package io.sextant.api.tenancy.web;

import org.jspecify.annotations.NullMarked;
