package io.sextant.web.members;

import org.jspecify.annotations.Nullable;

/** Somebody to be added, as typed. */
record MemberForm(@Nullable String username, @Nullable String role) {
    static final MemberForm BLANK = new MemberForm("", "MEMBER");
}
