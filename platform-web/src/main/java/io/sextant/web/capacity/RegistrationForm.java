package io.sextant.web.capacity;

import org.jspecify.annotations.Nullable;

/** A cluster to be registered, as it was typed. */
record RegistrationForm(@Nullable String name, @Nullable String title) {
    static final RegistrationForm BLANK = new RegistrationForm("", "");
}
