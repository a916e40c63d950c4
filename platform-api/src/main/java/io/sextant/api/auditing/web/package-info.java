/** The audit trail over REST. */
@NullMarked
package io.sextant.api.auditing.web;

import org.jspecify.annotations.NullMarked;
