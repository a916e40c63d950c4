/** Approval by REST. */
@NullMarked
package io.sextant.api.approval.web;

import org.jspecify.annotations.NullMarked;
