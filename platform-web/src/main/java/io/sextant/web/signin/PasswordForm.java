package io.sextant.web.signin;

import org.jspecify.annotations.Nullable;

/** The old and the new password as typed; neither is ever shown again. */
record PasswordForm(
        @Nullable String currentPassword,
        @Nullable String newPassword,
        @Nullable String again) {
    static final PasswordForm BLANK = new PasswordForm("", "", "");

    /** Without what was typed. */
    @Override
    public String toString() {
        return "PasswordForm";
    }
}
