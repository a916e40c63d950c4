package io.sextant.web.webhooks;

import org.jspecify.annotations.Nullable;

/** A webhook as it is typed. */
record WebhookForm(@Nullable String node, @Nullable String url) {}
