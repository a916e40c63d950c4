package io.sextant.web.organisation;

import org.jspecify.annotations.Nullable;

/** A new node as typed. */
record UnitForm(
        @Nullable String kind,
        @Nullable String name,
        @Nullable String slug,
        @Nullable String parent) {
    static final UnitForm BLANK = new UnitForm("TEAM", "", "", "");
}
