/** Tests of notices, e-mails and webhooks. */
@NullMarked
package io.sextant.api.notification;

import org.jspecify.annotations.NullMarked;
