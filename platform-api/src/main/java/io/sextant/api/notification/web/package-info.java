/** Notices, what of them comes by e-mail, and webhooks by REST. */
@NullMarked
package io.sextant.api.notification.web;

import org.jspecify.annotations.NullMarked;
