/** Tests of the pages of notices and webhooks, and of what home says is to be done. */
@NullMarked
package io.sextant.web.notices;

import org.jspecify.annotations.NullMarked;
