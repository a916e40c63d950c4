package io.sextant.web.members;

import org.jspecify.annotations.Nullable;

/** A service account to be made, as typed. */
record ServiceForm(@Nullable String name, @Nullable String role) {
    static final ServiceForm BLANK = new ServiceForm("", "MEMBER");
}
