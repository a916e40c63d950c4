package io.sextant.api.tenancy;

/** Who stands behind an account. */
public enum AccountKind {
    /** Signs in with a password. */
    PERSON,
    /** A team's programs; it has API tokens only. */
    SERVICE
}
