package io.sextant.api.tenancy;

/** Who stands behind an account. */
public enum AccountKind {
    /** Signs in with a password or by the identity provider. */
    PERSON,
    /** A team's programs; it has API tokens only. */
    SERVICE
}
