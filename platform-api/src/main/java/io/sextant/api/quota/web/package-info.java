/** Quota by REST. */
@NullMarked
package io.sextant.api.quota.web;

import org.jspecify.annotations.NullMarked;
