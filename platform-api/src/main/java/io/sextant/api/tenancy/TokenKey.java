package io.sextant.api.tenancy;

/** Where the key that hashes tokens comes from, when not from {@code sextant.security.token-key}. */
@FunctionalInterface
public interface TokenKey {
    /** The key in base64; at least 32 random bytes, the same at every start. */
    String base64();
}
