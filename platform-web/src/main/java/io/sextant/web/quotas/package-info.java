/** The pages of quota: how it stands over the organisation, what it is to be, and what happened to it. */
@NullMarked
package io.sextant.web.quotas;

import org.jspecify.annotations.NullMarked;
