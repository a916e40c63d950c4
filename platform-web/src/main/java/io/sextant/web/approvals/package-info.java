/** The pages of approval: the inbox, one request, policies and delegation. */
@NullMarked
package io.sextant.web.approvals;

import org.jspecify.annotations.NullMarked;
